import type { Warehouse } from '@fm/warehouse';
import { diffTables, type TableDifference } from './diff-tables.ts';
import { readResults } from './read-results.ts';
import type { FactorSummary, StockResult } from '../results.ts';

/** A number that is not the same in two runs; null is missing. */
export interface Move {
  readonly table: 'factor_summaries' | 'stock_results' | 'factor_returns';
  readonly factor: string;
  /** Stock, or empty. */
  readonly symbol: string;
  readonly start: string;
  readonly end: string;
  readonly quantity: string;
  readonly a: number | null;
  readonly b: number | null;
  /** b - a; null where one of them is missing. */
  readonly difference: number | null;
}

/** A property of both runs that differs. */
export interface Changed {
  readonly what: string;
  readonly a: string;
  readonly b: string;
}

/** How two runs differ. */
export interface RunDifference {
  readonly a: string;
  readonly b: string;
  /** Fields of the request, and the versions of data and code. */
  readonly changed: readonly Changed[];
  /** Every result table, bit for bit, with where they differ first. */
  readonly tables: readonly TableDifference[];
  /** Numbers of summaries, regressions and factor returns that both runs have. */
  readonly compared: number;
  readonly moves: readonly Move[];
  /** Rows that only one of the runs has: factors, ranges, stocks or sessions that the other did not mine. */
  readonly onlyA: number;
  readonly onlyB: number;
}

interface NumberRow {
  readonly table: Move['table'];
  readonly factor: string;
  readonly symbol: string;
  readonly start: string;
  readonly end: string;
  readonly numbers: Readonly<Record<string, number | null>>;
}

/**
 * The differences between two runs, in request and results: whether each result table is the same, and every number of
 * summaries, regressions and factor returns that moved, largest relative change first.
 *
 * @throws UNKNOWN_RUN
 */
export async function diffRuns(warehouse: Warehouse, idA: string, idB: string): Promise<RunDifference> {
  const [a, b] = [await readResults(warehouse, idA), await readResults(warehouse, idB)];
  const facts = (results: typeof a) => ({
    ...(results.run.request as unknown as Record<string, unknown>),
    dataVersion: results.run.dataVersion,
    codeVersion: results.run.codeVersion,
    status: results.run.status,
  });
  const rowsOf = async (results: typeof a) => [
    ...results.summaries.filter(({ role }) => role !== 'holdout').map(summaryNumbers),
    ...results.details.map(stockNumbers),
    ...(await returnNumbers(warehouse, results.run.id)),
  ];
  return {
    a: a.run.id,
    b: b.run.id,
    changed: changesOf(facts(a), facts(b)),
    tables: await diffTables(warehouse, a.run.id, b.run.id),
    ...movesOf(await rowsOf(a), await rowsOf(b)),
  };
}

function changesOf(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): Changed[] {
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value ?? null));
  return [...new Set([...Object.keys(a), ...Object.keys(b)])]
    .map((what) => ({ what, a: text(a[what]), b: text(b[what]) }))
    .filter((one) => one.a !== one.b);
}

/** Compares rows by their key and sorts what moved. */
export function movesOf(
  rowsA: readonly NumberRow[],
  rowsB: readonly NumberRow[],
): Pick<RunDifference, 'compared' | 'moves' | 'onlyA' | 'onlyB'> {
  const keyOf = ({ table, factor, symbol, start, end }: NumberRow) => [table, factor, symbol, start, end].join('\n');
  const others = new Map(rowsB.map((row) => [keyOf(row), row]));
  const moves: Move[] = [];
  let compared = 0;
  let onlyA = 0;
  for (const row of rowsA) {
    const other = others.get(keyOf(row));
    if (other === undefined) {
      onlyA++;
      continue;
    }
    others.delete(keyOf(row));
    const { numbers, ...where } = row;
    for (const quantity of new Set([...Object.keys(numbers), ...Object.keys(other.numbers)])) {
      const [a, b] = [numbers[quantity] ?? null, other.numbers[quantity] ?? null];
      if (a !== null || b !== null) compared++;
      if (a === b) continue;
      moves.push({ ...where, quantity, a, b, difference: a === null || b === null ? null : b - a });
    }
  }
  moves.sort((x, y) => weightOf(y) - weightOf(x));
  return { compared, moves, onlyA, onlyB: others.size };
}

/** Size of a change relative to the number; appeared and vanished numbers come first. */
function weightOf({ a, b, difference }: Move): number {
  if (difference === null) return Infinity;
  const size = Math.max(Math.abs(a ?? 0), Math.abs(b ?? 0));
  return size === 0 ? 0 : Math.abs(difference) / size;
}

function summaryNumbers(row: FactorSummary): NumberRow {
  return {
    table: 'factor_summaries',
    factor: row.factor,
    symbol: '',
    start: row.start,
    end: row.end,
    numbers: { ...numbersOf(row), ...row.statistics },
  };
}

function stockNumbers(row: StockResult): NumberRow {
  const { factor, symbol, start, end } = row;
  return { table: 'stock_results', factor, symbol, start, end, numbers: numbersOf(row) };
}

function numbersOf(row: object): Record<string, number | null> {
  const numbers = Object.entries(row).filter(([, value]) => typeof value === 'number' || value === null);
  return Object.fromEntries(numbers.filter(([name]) => name !== 'dropReason'));
}

async function returnNumbers(warehouse: Warehouse, run: string): Promise<NumberRow[]> {
  const rows = await warehouse.query<{ factor: string; date: string; high: number; low: number; spread: number }>(
    `SELECT factor, date, high, low, factor_return AS spread FROM factor_returns FINAL WHERE run_id = {run:String}`,
    { run },
  );
  return rows.map(({ factor, date, ...numbers }) => ({
    table: 'factor_returns' as const,
    factor,
    symbol: '',
    start: date,
    end: date,
    numbers,
  }));
}
