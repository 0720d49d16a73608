import { isLeaf, panelKey, type Expression } from '../expression.ts';
import { kernels } from '../kernels/index.ts';
import type { Reach } from '../kernels/work.ts';
import { operatorNamed } from '../operators/registry.ts';
import { unknownKernel } from './errors.ts';

/** How the engine changes every formula alike. */
export interface Adjustments {
  /** Significant bits of the values that ranks and places of extremes compare. Default: all 53. */
  readonly ties?: number;
  /** Whether cross-sections and results see only the members of the universe, a leaf of the name {@link membersKey}. */
  readonly members: boolean;
}

/** Leaf under which the universe's members are read. */
export const membersKey = '(members)';

/** A node of the graph that is evaluated: of a formula, or put in by the engine. */
export interface Node {
  /** Name of the kernel; `leaf` and `number` have none. */
  readonly operator: string;
  readonly params: readonly (number | string)[];
  /** Numbers of the nodes it is computed from, all smaller than its own. */
  readonly args: readonly number[];
  readonly reach: Reach | 'leaf' | 'number';
  /** Sessions before its own that it reads of its arguments. */
  readonly back: number;
}

const compared = new Set(['cs_rank', 'cs_bucket', 'cs_normal', 'cs_top', 'group_rank', 'ts_rank']);
for (const extreme of ['ts_argmax', 'ts_argmin', 'days_since_max', 'days_since_min']) compared.add(extreme);

/** All nodes that some formulas need, each once, those it is computed from before it. */
export class Graph {
  readonly nodes: Node[] = [];
  /** Nodes that give the results; no other node reads them. */
  readonly roots: readonly number[];
  readonly #adjustments: Adjustments;
  readonly #numbers = new Map<string, number>();

  constructor(roots: readonly Expression[], adjustments: Adjustments) {
    this.#adjustments = adjustments;
    this.roots = roots.map((root) => this.#delivered(this.#masked(this.#filled(this.#add(root)))));
  }

  #add(expression: Expression): number {
    const known = this.#numbers.get(expression.hash);
    if (known !== undefined) return known;
    const number = this.#made(expression);
    this.#numbers.set(expression.hash, number);
    return number;
  }

  #made(expression: Expression): number {
    const { operator, params } = expression;
    if (operator === 'number') return this.#node({ operator, params, args: [], reach: 'number', back: 0 });
    if (isLeaf(expression)) {
      return this.#node({ operator: 'leaf', params: [panelKey(expression)], args: [], reach: 'leaf', back: 0 });
    }
    const kernel = kernels.get(operator);
    if (kernel === undefined) throw unknownKernel(operator);
    const back = operatorNamed(operator).lookBack(
      expression.args.map(() => 0),
      params,
    );
    const args = expression.args.map((arg) => {
      let number = this.#add(arg);
      if (kernel.reach !== 'cells') number = this.#filled(number);
      if (kernel.reach === 'rows' && arg.kind !== 'group') number = this.#masked(number);
      return compared.has(operator) ? this.#rounded(number) : number;
    });
    return this.#node({ operator, params, args, reach: kernel.reach, back });
  }

  /** A number as a panel, so that what lies before the first session is missing as in every panel. */
  #filled(number: number): number {
    if (this.nodes[number]!.reach !== 'number') return number;
    return this.#node({ operator: 'add', params: [], args: [number, this.#zero()], reach: 'cells', back: 0 });
  }

  #delivered(number: number): number {
    return this.#node({ operator: 'deliver', params: [], args: [number], reach: 'rows', back: 0 });
  }

  #zero(): number {
    return this.#node({ operator: 'number', params: [0], args: [], reach: 'number', back: 0 });
  }

  #masked(number: number): number {
    if (!this.#adjustments.members) return number;
    const members = this.#node({ operator: 'leaf', params: [membersKey], args: [], reach: 'leaf', back: 0 });
    return this.#node({ operator: 'mask', params: [], args: [number, members], reach: 'cells', back: 0 });
  }

  #rounded(number: number): number {
    const { ties } = this.#adjustments;
    if (ties === undefined) return number;
    return this.#node({ operator: 'round_bits', params: [ties], args: [number], reach: 'cells', back: 0 });
  }

  #node(node: Node): number {
    const key = `${node.operator}(${node.args.join(' ')};${node.params.join(' ')})`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.nodes.push(node) - 1;
    this.#numbers.set(key, number);
    return number;
  }
}

/**
 * Sessions before the first one wanted from which each node must be computed: the longest sum of look-backs on a way from a
 * root to it.
 */
export function sessionsNeeded({ nodes, roots }: Graph): Int32Array {
  const needed = new Int32Array(nodes.length).fill(-1);
  for (const root of roots) needed[root] = Math.max(0, needed[root]!);
  for (let number = nodes.length - 1; number >= 0; number--) {
    if (needed[number]! < 0) continue;
    const { args, back } = nodes[number]!;
    for (const arg of args) needed[arg] = Math.max(needed[arg]!, needed[number]! + back);
  }
  return needed;
}
