import { hash } from 'node:crypto';
import { operatorNamed } from '../operators/registry.ts';
import { canonicalForm } from './canonical.ts';
import { foldNumbers } from './fold.ts';
import { simplify } from './simplify.ts';
import type { Expression, Kind } from '../expression.ts';

/** An expression, and how it is written. */
interface Node extends Expression {
  readonly canonical: string;
}

/**
 * Makes expressions, each once: what is equal is the same object. Spellings that compute the same bits become the same
 * expression: numbers are folded, `a > b` is `b < a`, `x - delay(x, 5)` is `delta(x, 5)`, operands of `+` have one order.
 */
export class ExpressionPool {
  readonly #nodes = new Map<string, Node>();

  /** A panel of the host, by name. */
  field(name: string, kind: Exclude<Kind, 'number'> = 'panel'): Expression {
    return this.#intern('field', [], [name], kind);
  }

  /** The same number everywhere. Zero has no sign. */
  number(value: number): Expression {
    if (!Number.isFinite(value)) throw new RangeError(`${value} is not a finite number`);
    return this.#intern('number', [], [value + 0], 'number');
  }

  /**
   * An operator of expressions.
   *
   * @param operator - canonical name
   * @param params - all of them, in the order of the registry
   * @returns the number where all arguments are numbers
   * @throws RangeError where the number is not finite
   */
  make(operator: string, args: readonly Expression[], params: readonly (number | string)[] = []): Expression {
    if (args.length > 0 && args.every((arg) => arg.operator === 'number')) {
      const folded = foldNumbers(operator, args.map(valueOf));
      if (folded !== undefined) return this.number(folded);
    }
    const simpler = simplify(this, operator, args, params);
    if (simpler !== undefined) return simpler;
    const { commutative, result } = operatorNamed(operator);
    return this.#intern(operator, commutative === true ? [...args].sort(byHash) : args, params, result);
  }

  #intern(operator: string, args: readonly Expression[], params: readonly (number | string)[], kind: Kind): Expression {
    const key = `${operator}(${args.map((arg) => arg.hash).join()};${params.join()}`;
    const known = this.#nodes.get(key);
    if (known !== undefined) return known;
    const canonical = canonicalForm({ operator, args: args as readonly Node[], params });
    const node: Node = { operator, args, params, kind, canonical, hash: hash('sha256', canonical) };
    this.#nodes.set(key, node);
    return node;
  }
}

/** Value of a number node. */
export function valueOf(number: Expression): number {
  return Number(number.params[0]);
}

function byHash(a: Expression, b: Expression): number {
  return a.hash < b.hash ? -1 : Number(a.hash > b.hash);
}
