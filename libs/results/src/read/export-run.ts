import { formulaStart } from '@fm/platform/csv';
import type { Warehouse } from '@fm/warehouse';
import { findRun } from './read-results.ts';

/** The tables of a run that can be written as a file. */
export type ExportName = 'factor-values' | 'factor-returns' | 'stock-results' | 'factor-summaries';

export const exportNames: readonly ExportName[] = [
  'factor-values',
  'factor-returns',
  'stock-results',
  'factor-summaries',
];

/** Form of an exported file. */
export type ExportFormat = 'csv' | 'parquet';

interface Selection {
  readonly source: string;
  readonly order: string;
  /** Whether rows are of a day, which may lie outside the ranges that were asked for: values need a warm-up. */
  readonly daily: boolean;
  /** Columns with text from outside the program. */
  readonly texts: readonly string[];
}

const selections: Readonly<Record<ExportName, Selection>> = {
  'factor-values': { source: 'factor_values', order: 'factor, date, symbol', daily: true, texts: ['factor', 'symbol'] },
  'factor-returns': { source: 'factor_returns FINAL', order: 'factor, date', daily: true, texts: ['factor'] },
  'stock-results': {
    source: 'stock_results FINAL',
    order: 'factor, start, end, symbol',
    daily: false,
    texts: ['factor', 'symbol'],
  },
  'factor-summaries': {
    source: 'factor_summaries FINAL',
    order: 'factor, start, end',
    daily: false,
    texts: ['factor'],
  },
};

/**
 * A table of a run as the bytes of a CSV (with header) or Parquet file. Every statistic is a column of its own; where rows
 * are of a day, `in_ranges` says whether it lies in a date range of the run; the last column `synthetic` is true for the
 * demonstration market. A missing number is an empty cell of a CSV file, and no text in it
 * starts a formula.
 *
 * @param runId - the run; without it the latest that succeeded
 * @throws UNKNOWN_RUN, NO_RUNS
 */
export async function exportRun(
  warehouse: Warehouse,
  name: ExportName,
  format: ExportFormat,
  runId?: string,
): Promise<Buffer> {
  const run = await findRun(warehouse, runId);
  const { source, order, daily, texts } = selections[name];
  const columns = [
    name === 'factor-summaries' ? await summaryColumns(warehouse, run.id) : '* EXCEPT (version)',
    ...(daily ? [`toBool(arrayExists(range -> date >= range.1 AND date <= range.2, ${rangesOf})) AS in_ranges`] : []),
    '{synthetic:Bool} AS synthetic',
  ];
  const selected = `SELECT ${columns.join(', ')} FROM ${source} WHERE run_id = {run:String} ORDER BY ${order}`;
  return warehouse.queryBytes(
    format === 'csv'
      ? `SELECT ${disarmed(texts)} FROM (${selected}) SETTINGS format_csv_null_representation = ''`
      : selected,
    format === 'csv' ? 'CSVWithNames' : 'Parquet',
    { run: run.id, synthetic: run.synthetic, ...(format === 'csv' ? { formula: formulaStart } : {}) },
  );
}

/** Date ranges of the run, as pairs of days. */
const rangesOf = '(SELECT groupUniqArray((start, end)) FROM factor_summaries FINAL WHERE run_id = {run:String})';

/** Texts that a spreadsheet would take for a formula get an apostrophe, as the writer of CSV files gives them one. */
function disarmed(texts: readonly string[]): string {
  const safe = texts.map((name) => `if(match(${name}, {formula:String}), concat('\\'', ${name}), ${name}) AS ${name}`);
  return `* REPLACE (${safe.join(', ')})`;
}

/** The side that the premium pays, which older runs did not store; see `sideOf`. */
const heldSide = `if(premium IS NULL, side, if(premium < 0, 'short', 'long'))`;

/** Columns of the summaries with each statistic and each part of the coverage as one. */
async function summaryColumns(warehouse: Warehouse, run: string): Promise<string> {
  const names = await warehouse.query<{ name: string }>(
    `SELECT DISTINCT arrayJoin(JSONExtractKeys(statistics)) AS name FROM factor_summaries FINAL
     WHERE run_id = {run:String} ORDER BY name`,
    { run },
  );
  const number = (name: string) => `JSONExtract(statistics, '${name}', 'Nullable(Float64)')`;
  // See `withHolderNet`: older runs stored High minus Low after costs, whichever side is held.
  const ofHolder = `if(JSONHas(statistics, 'tradingCost'), ${number('netPremium')}, abs(premium) - (premium - ${number('netPremium')}))`;
  const statistics = names
    .filter(({ name }) => /^\w+$/.test(name))
    .map(({ name }) => `${name === 'netPremium' ? ofHolder : number(name)} AS ${name}`);
  const coverage = ['sessions', 'sessionsWithReturn', 'minStocks', 'maxStocks'].map(
    (name) => `JSONExtract(coverage, '${name}', 'Nullable(UInt32)') AS ${name}`,
  );
  return [
    `* EXCEPT (version, statistics, coverage) REPLACE (${heldSide} AS side)`,
    ...statistics,
    ...coverage,
    `JSONExtract(coverage, 'meanStocks', 'Nullable(Float64)') AS meanStocks`,
    `arrayStringConcat(arrayMap(drop -> concat(JSONExtractString(drop, 'reason'), '=', JSONExtractRaw(drop, 'count')), JSONExtractArrayRaw(coverage, 'drops')), '; ') AS drops`,
  ].join(', ');
}
