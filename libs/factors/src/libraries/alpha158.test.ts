import { evaluate, ExpressionPool, parseFormula, type Panels } from '@fm/expressions';
import { describe, expect, test } from '@jest/globals';
import { alpha158, alpha158AsAvailable } from './alpha158.ts';
import type { FormulaLibrary } from './library.ts';
import { readReal, testWith } from './testing/formula-truth.ts';
import { readPanelA, readPanelB } from './testing/truth-panels.ts';

interface Truth {
  readonly finite: number;
  readonly sum?: number;
  readonly rows: Readonly<Record<string, readonly (number | null)[]>>;
}

function valuesOf(library: FormulaLibrary, panels: Panels): Map<string, Float64Array> {
  const pool = new ExpressionPool();
  const { dialect, semantics } = library;
  const roots = library.factors.map(({ formula }) => parseFormula(formula, { dialect, semantics, pool }).expression);
  const values = evaluate(roots, panels);
  return new Map(library.factors.map(({ name }, at) => [name, values[at]!]));
}

/** Holds every value of the rows, and the counts and sums of all, to the truth. */
function compare(
  values: ReadonlyMap<string, Float64Array>,
  truth: Readonly<Record<string, Truth>>,
  stocks: number,
): void {
  expect([...values.keys()].sort()).toEqual(Object.keys(truth).sort());
  for (const [name, { finite, sum, rows }] of Object.entries(truth)) {
    const given = values.get(name) as Float64Array;
    expect([name, given.filter((value) => !Number.isNaN(value)).length]).toEqual([name, finite]);
    if (sum !== undefined) {
      const total = given.reduce((all, value) => (Number.isNaN(value) ? all : all + value), 0);
      expect(Math.abs(total - sum)).toBeLessThan(1e-7 * Math.max(1, Math.abs(sum)));
    }
    for (const [session, row] of Object.entries(rows))
      row.forEach((wanted, stock) => {
        const value = given[Number(session) * stocks + stock]!;
        const isRight =
          wanted === null ? Number.isNaN(value) : Math.abs(value - wanted) <= 1e-8 * Math.max(1, Math.abs(wanted));
        if (!isRight) throw new Error(`${name} of stock ${stock} at session ${session}: ${value}, not ${wanted}`);
      });
  }
}

describe('Alpha158', () => {
  test('has 158 features, each once', () => {
    expect(new Set(alpha158.factors.map(({ name }) => name)).size).toBe(158);
    expect(new Set(alpha158.factors.map(({ formula }) => parseFormula(formula).hash)).size).toBe(158);
  });

  testWith(
    'alpha158-qlib-a-1.json',
    'alpha158-qlib-a-2.json',
    'panel-a-close.csv',
  )('as available has the numbers of qlib', () => {
    const truth = [1, 2].map((part) => JSON.parse(readReal(`alpha158-qlib-a-${part}.json`)) as Record<string, Truth>);
    const panels = readPanelA();
    compare(valuesOf(alpha158AsAvailable, panels), Object.assign({}, ...truth) as Record<string, Truth>, panels.stocks);
  });

  testWith(
    'alpha158-strict-b.json',
    'panel-a-close.csv',
    'panel-b-holes.json',
  )('over full windows has the numbers of the panel with holes', () => {
    const panels = readPanelB();
    const truth = JSON.parse(readReal('alpha158-strict-b.json')) as Record<string, Truth>;
    compare(valuesOf(alpha158, panels), truth, panels.stocks);
  });
});
