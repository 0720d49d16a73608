import {
  factorReturnsTable,
  factorSummariesTable,
  insertColumns,
  stockResultsTable,
  type RowOf,
  type RowSink,
} from '@fm/warehouse/rows';
import { dayOfIso } from '@fm/platform/time';
import type { FactorReturns } from '../series.ts';
import { summaryNumberEntries, type summaryNumbers, type SummaryNumbers } from '../evidence/summary-numbers.ts';
import { storeStudies } from './store-evidence.ts';
import type { RangeOfSessions } from '../date-range.ts';
import {
  stockDropReasons,
  stockStatistics,
  type FactorResult,
  type FactorSummary,
  type StockColumns,
  type StockStatistic,
} from '../results.ts';
import type { RunPlace } from '../run-place.ts';
import type { PanelAxes } from './store-values.ts';

/**
 * Writes the returns of a factor on the sessions of a span (inclusive) that have one. Every row has its key in the table,
 * so writing a slice again changes nothing.
 *
 * @returns rows written
 */
export async function storeFactorReturns(
  sink: RowSink,
  { runId, version }: RunPlace,
  { sessions }: Pick<PanelAxes, 'sessions'>,
  factor: string,
  returns: FactorReturns,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<number> {
  const held = Int32Array.from({ length: to - from + 1 }, (_, at) => from + at).filter(
    (t) => !Number.isNaN(returns.spread[t]),
  );
  if (held.length === 0) return 0;
  const values = (series: Float64Array): Float64Array => Float64Array.from(held, (t) => series[t] as number);
  await insertColumns(sink, factorReturnsTable, {
    run_id: { constant: runId },
    factor: { constant: factor },
    date: held.map((t) => dayOfIso(sessions[t] as string)),
    high: values(returns.high),
    low: values(returns.low),
    factor_return: values(returns.spread),
    stocks_high: Uint32Array.from(held, (t) => returns.stocksHigh[t] as number),
    stocks_low: Uint32Array.from(held, (t) => returns.stocksLow[t] as number),
    version: { constant: version },
  });
  return held.length;
}

/** Writes the tests of a factor; see {@link storeFactorReturns}. */
export async function storeTested(
  sink: RowSink,
  place: RunPlace,
  symbols: readonly string[],
  { summaries, stocks, studies }: FactorResult,
): Promise<number> {
  const [first] = summaries;
  if (first === undefined) return 0;
  await storeStocks(sink, place, first.factor, symbols, summaries, stocks);
  await sink.insert(
    factorSummariesTable,
    summaries.map((summary) => summaryRow(place, summary)),
  );
  const written = await storeStudies(sink, place, studies);
  return stocks.observations.length + summaries.length + written;
}

/** Writes the regressions of the stocks by columns: tens of thousands of rows for each factor. */
async function storeStocks(
  sink: RowSink,
  { runId, version }: RunPlace,
  factor: string,
  symbols: readonly string[],
  ranges: readonly Pick<RangeOfSessions, 'start' | 'end'>[],
  { stocks, observations, statistics, dropReason }: StockColumns,
): Promise<void> {
  const starts = Int32Array.from(ranges, ({ start }) => dayOfIso(start));
  const ends = Int32Array.from(ranges, ({ end }) => dayOfIso(end));
  const columns = Object.entries(stockStatistics).map(([name, column]) => [column, statistics[name as StockStatistic]]);
  await insertColumns(sink, stockResultsTable, {
    run_id: { constant: runId },
    factor: { constant: factor },
    start: Int32Array.from(observations, (_, at) => starts[Math.floor(at / stocks)] as number),
    end: Int32Array.from(observations, (_, at) => ends[Math.floor(at / stocks)] as number),
    symbol: { dictionary: symbols, indexes: observations.map((_, at) => at % stocks) },
    observations,
    ...(Object.fromEntries(columns) as Record<string, Float64Array>),
    drop_reason: { dictionary: stockDropReasons, indexes: dropReason },
    version: { constant: version },
  });
}

/** A summary as a row of its table. */
export function summaryRow({ runId, version }: RunPlace, summary: FactorSummary): RowOf<typeof factorSummariesTable> {
  return {
    run_id: runId,
    factor: summary.factor,
    factor_type: summary.factorType,
    start: summary.start,
    end: summary.end,
    ...storedNumbers(summary),
    statistics: JSON.stringify(summary.statistics),
    coverage: JSON.stringify(summary.coverage),
    version,
    role: summary.role,
    side: summary.side ?? '',
  };
}

type NumberColumn = (typeof summaryNumbers)[keyof SummaryNumbers]['column'];

/** The numbers of a summary by their columns. */
function storedNumbers(summary: SummaryNumbers): Pick<RowOf<typeof factorSummariesTable>, NumberColumn> {
  const columns = summaryNumberEntries.map(([name, { column }]) => [column, summary[name]]);
  return Object.fromEntries(columns) as Pick<RowOf<typeof factorSummariesTable>, NumberColumn>;
}
