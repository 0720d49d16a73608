import { describe, expect, test } from '@jest/globals';
import { evaluate } from '../../evaluate/evaluator.ts';
import { isLeaf, type Expression } from '../../expression.ts';
import { canonicalOf } from '../../graph/canonical.ts';
import { nodesOf } from '../../graph/derive.ts';
import { ExpressionPool } from '../../graph/pool.ts';
import { operatorNamed, operators } from '../../operators/registry.ts';
import { call } from '../build.ts';
import { randomExpression } from '../random-expression.ts';
import { unevenPanels, uniformFrom } from '../random-formulas.ts';
import { readReal, testWith } from '../real-data.ts';
import { bruteForce } from './brute-force.ts';
import { bruteCells } from './cells.ts';
import { bruteDays } from './days.ts';
import { bruteWindows } from './windows.ts';
import { formulaOf, panelsForCase, type OperatorCase } from './operator-cases.ts';

const file = 'formula-truth/operators.json';
/** Random formulas that are drawn: a sample, and a hundred thousand in `npm run test:long`. */
const trees = Number(process.env['FM_TEST_TREES'] ?? (process.env['FM_TEST_LONG'] === '1' ? 100_000 : 300));

describe('brute force', () => {
  testWith(file)('gives the values of the tabled cases, and the engine with it', () => {
    const { cases } = JSON.parse(readReal(file)) as { cases: OperatorCase[] };
    expect(cases).toHaveLength(182);
    for (const one of cases) {
      const formula = formulaOf(one);
      const isSeries = nodesOf([formula]).some(({ operator }) =>
        ['time-series', 'state'].includes(operatorNamed(operator).family),
      );
      const panels = panelsForCase(one, isSeries);
      for (const values of [bruteForce(formula, panels), evaluate([formula], panels)[0]])
        one.expected.forEach((expected, at) => {
          const isRight = expected === null ? Number.isNaN(values![at]) : Math.abs(values![at]! - expected) < 1e-10;
          if (!isRight)
            throw new Error(`${canonicalOf(formula)} of ${one.x.join()} at ${at}: ${values![at]}, not ${expected}`);
        });
    }
  });

  test('has a definition of every operator that is computed', () => {
    const computed = operators.filter(({ family }) => family !== 'point-in-time').map(({ name }) => name);
    const defined = [bruteCells, bruteWindows, bruteDays].flatMap((family) => Object.keys(family));
    expect(defined.sort()).toEqual(computed.sort());
  });

  test('and the engine compute random formulas alike, node by node', () => {
    const panels = unevenPanels(40, 9, 7);
    const uniform = uniformFrom(Number(process.env['FM_TEST_SEED'] ?? 20_260_101));
    let compared = 0;
    for (let drawn = 0; drawn < trees; drawn += 100) {
      const pool = new ExpressionPool();
      const roots = Array.from({ length: 100 }, () => randomExpression(pool, grammarOf(9, 3), uniform));
      const nodes = nodesOf(roots);
      const values = new Map(evaluate(nodes, panels).map((panel, at) => [nodes[at]!, panel]));
      for (const node of nodes) if (!isLeaf(node)) compared += compareNode(node, values);
    }
    expect(compared).toBeGreaterThan(trees);

    /** Brute force of the node from the engine's values of its arguments, so that no rounding is carried along. */
    function compareNode(node: Expression, values: ReadonlyMap<Expression, Float64Array>): number {
      const args = node.args.map((arg) => values.get(arg) as Float64Array);
      const scale = Math.max(
        1,
        ...args.map((arg) => arg.reduce((most, x) => (Math.abs(x) > most ? Math.abs(x) : most), 0)),
      );
      if (scale > 1e60 || least(args) < 1e-60) return 0;
      const expected = bruteForce(node, panels, new Map(node.args.map((arg, at) => [arg, args[at]!])));
      const given = values.get(node) as Float64Array;
      expected.forEach((wanted, at) => {
        if (isAlike(wanted, given[at]!, scale) || isUndetermined(node, args, at, wanted, given[at]!)) return;
        throw new Error(`${canonicalOf(node)} at ${at}: ${given[at]}, by brute force ${wanted}`);
      });
      return 1;
    }

    /** What the squared correlation of an argument with the third lacks of 1. */
    function lackOf(node: Expression, args: readonly Float64Array[], side: number, at: number): number {
      const known = new Map(node.args.map((arg, place) => [arg, args[place]!]));
      const complete = args[0]!.map((_, cell) => args[0]![cell]! + args[1]![cell]! + args[2]![cell]!);
      const present = known.get(node.args[side]!)?.map((value, cell) => (Number.isNaN(complete[cell]) ? NaN : value));
      known.set(node.args[side]!, present as Float64Array);
      const correlation = call('ts_corr', [node.args[side]!, node.args[2]!], [node.params[0]!, node.params[1]!]);
      return 1 - bruteForce(correlation, panels, known)[at]! ** 2;
    }

    /** Whether the two differ by no more than the last bits of the arguments decide, as in a regression on nearly a constant. */
    function isUndetermined(
      node: Expression,
      args: readonly Float64Array[],
      at: number,
      a: number,
      b: number,
    ): boolean {
      const shaken = Array.from({ length: 4 }, () => {
        const moved = args.map((arg) => arg.map((value) => value * (1 + (uniform() - 0.5) * 2 ** -44)));
        return bruteForce(node, panels, new Map(node.args.map((arg, place) => [arg, moved[place]!])))[at];
      });
      const value = Number.isNaN(a) ? b : a;
      // A partial correlation divides by what another one lacks of 1, of which rounding leaves nothing where it is nearly 1.
      if (node.operator === 'ts_partial_corr' && [0, 1].some((side) => !(lackOf(node, args, side, at) > 1e-6)))
        return true;
      if (Number.isNaN(a) || Number.isNaN(b))
        return shaken.some((moved) => !(Math.abs(moved! - value) < 1e-6 * Math.abs(value)));
      return Math.abs(a - b) <= 64 * Math.max(...shaken.map((value) => Math.abs(value! - a)));
    }
  }, 3_600_000);
});

function grammarOf(window: number, depth: number) {
  return { panels: ['open', 'close', 'volume', 'flat'], groups: ['industry'], window, depth };
}

/** Least magnitude but 0; fourth powers of less than 1e-60, or of more than 1e60, leave the range of doubles. */
function least(args: readonly Float64Array[]): number {
  const magnitudes = args.map((arg) => arg.reduce((few, x) => (x !== 0 && Math.abs(x) < few ? Math.abs(x) : few), 1));
  return Math.min(1, ...magnitudes);
}

function isAlike(a: number, b: number, scale: number): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
  return Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)) + 1e-13 * scale;
}
