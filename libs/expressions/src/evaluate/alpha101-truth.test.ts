import { describe, expect } from '@jest/globals';
import { ExpressionPool } from '../graph/pool.ts';
import { parseFormula } from '../parse.ts';
import { readReal, testWith } from '../testing/real-data.ts';
import { panelA, panelFiles } from '../testing/truth-panels.ts';
import { evaluate, type EvaluateOptions } from './evaluator.ts';

const folder = 'formula-truth';
const text = `${folder}/alpha101.txt`;
const filesOf = (dialect: string): string[] =>
  ['001-050', '051-101'].map((part) => `${folder}/alpha101-${dialect}-${part}.json`);
const keyedFile = `${folder}/alpha101-keyed-ties.json`;

/** A cell is a number, null for missing, or 'u' where independent evaluations differ by rounding. */
type Cell = number | null | 'u';

interface Truth {
  readonly finite: number;
  readonly stable: number;
  readonly first: number | null;
  readonly sumStable: number;
  readonly sumSquaresStable: number;
  readonly rows: Readonly<Record<string, readonly Cell[]>>;
}

const { days, stocks } = { days: 260, stocks: 64 };

function evaluated(dialect: 'paper' | 'street', options?: EvaluateOptions): Float64Array[] {
  const pool = new ExpressionPool();
  const formulas = readReal(text)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  return evaluate(
    formulas.map((formula) => parseFormula(formula, { dialect, pool }).expression),
    panelA(),
    options,
  );
}

const isClose = (a: number, b: number, tolerance: number): boolean =>
  Math.abs(a - b) <= tolerance * Math.max(1e-3, Math.abs(b));

/** Cells of the tabled sessions that differ, as text; cells that rounding decides are not compared. */
function differing(values: Float64Array, rows: Truth['rows'], count: { compared: number }): string[] {
  return Object.entries(rows).flatMap(([session, cells]) =>
    cells.flatMap((cell, stock) => {
      if (cell === 'u') return [];
      count.compared++;
      const value = values[Number(session) * stocks + stock]!;
      const same = cell === null ? Number.isNaN(value) : isClose(value, cell, 1e-6);
      return same ? [] : [`session ${session} stock ${stock}: ${value}, not ${cell}`];
    }),
  );
}

function summary(values: Float64Array): { finite: number; first: number | null; sum: number; squares: number } {
  let [finite, sum, squares] = [0, 0, 0];
  values.forEach((value) => {
    if (Number.isNaN(value)) return;
    finite++;
    sum += value;
    squares += value * value;
  });
  const first = values.findIndex((value) => !Number.isNaN(value));
  return { finite, first: first < 0 ? null : Math.floor(first / stocks), sum, squares };
}

describe.each(['paper', 'street'] as const)('the 101 formulaic alphas in %s semantics', (dialect) => {
  testWith(
    text,
    ...panelFiles,
    ...filesOf(dialect),
  )('have the tabled counts, sums and stable cells', () => {
    const values = evaluated(dialect);
    const truth = Object.assign({}, ...filesOf(dialect).map((file) => JSON.parse(readReal(file)) as object)) as Record<
      string,
      Truth
    >;
    const count = { compared: 0, sums: 0 };
    const wrong = values.flatMap((panel, at) => {
      const name = String(at + 1);
      if (name === '45') return [];
      const { finite, stable, first, sumStable, sumSquaresStable, rows } = truth[name]!;
      const found = summary(panel);
      const faults = differing(panel, rows, count);
      if (found.finite !== finite) faults.push(`${found.finite} values, not ${finite}`);
      if (found.first !== first) faults.push(`first at ${found.first}, not ${first}`);
      if (stable === finite && finite > 0) {
        count.sums++;
        if (!isClose(found.sum, sumStable, 1e-6)) faults.push(`sum ${found.sum}, not ${sumStable}`);
        if (!isClose(found.squares, sumSquaresStable, 1e-6)) faults.push(`squares ${found.squares}`);
      }
      return faults.length === 0 ? [] : [`alpha ${name}: ${faults.length}, ${faults.slice(0, 3).join('; ')}`];
    });
    expect(wrong).toEqual([]);
    expect(count.compared).toBeGreaterThan(8000);
    expect(count.sums).toBeGreaterThan(65);
  });
});

testWith(
  text,
  keyedFile,
  ...panelFiles,
)('ties of 36 bits make every cell of the 101 comparable', () => {
  const { rows } = JSON.parse(readReal(keyedFile)) as { rows: Record<string, readonly Cell[] | undefined> };
  const values = evaluated('paper', { ties: 36 });
  const count = { compared: 0 };
  const wrong = values.flatMap((panel, at) => {
    const faults = differing(panel, { [String(days - 1)]: rows[at + 1] ?? [] }, count);
    return faults.length === 0 ? [] : [`alpha ${at + 1}: ${faults.length}, ${faults.slice(0, 3).join('; ')}`];
  });
  expect(wrong).toEqual([]);
  expect(count.compared).toBeGreaterThan(6000);
});
