import type { InputName } from '@fm/factors';
import type { QueryParameters, Warehouse } from '@fm/warehouse';
import { sessionClose } from '@fm/platform/time';
import { dayOfIso } from '@fm/platform/time';
import { neededSources, needsSplits } from '../inputs/needed-inputs.ts';
import { sourceOf } from '../inputs/sources.ts';

/**
 * Sums a hash over rows, so that their order does not matter. Of splits and delistings only those count that a run reads: a
 * split up to the last price of its stock, and a delisting after a last price before the end of the run.
 */
const frame = {
  prices: `SELECT count() AS rows, hex(sum(cityHash64(symbol, toInt32(date), row_hash))) AS hash
    FROM prices_latest WHERE symbol IN {symbols:Array(String)} AND date <= toDate32({until:String})`,
  splits: `SELECT count() AS rows, hex(sum(cityHash64(symbol, toInt32(date), value))) AS hash
    FROM (
      SELECT symbol, date, argMax(value, tuple(version, value)) AS value FROM corporate_actions
      WHERE kind = 'split' AND symbol IN {symbols:Array(String)} GROUP BY symbol, date
    ) WHERE toInt32(date) <= transform(symbol, {stocks:Array(String)}, {days:Array(Int32)}, -2147483648)`,
  delistings: `SELECT count() AS rows, hex(sum(cityHash64(symbol, toInt32(date), source, ifNull(value, nan)))) AS hash
    FROM delistings FINAL WHERE symbol IN {symbols:Array(String)}
      AND toInt32(date) < transform(symbol, {stocks:Array(String)}, {days:Array(Int32)}, 2147483647)`,
  riskFree: `SELECT count() AS rows, hex(sum(cityHash64(toInt32(date), rate))) AS hash
    FROM risk_free FINAL WHERE series = (SELECT min(series) FROM risk_free) AND date <= toDate32({until:String})`,
} as const;

/**
 * Hash of everything that inputs read up to a day: facts known later do not change it.
 *
 * @param inputs - inputs of the factors of a run
 * @param until - last session
 */
export async function dataVersionOf(
  warehouse: Warehouse,
  symbols: readonly string[],
  inputs: ReadonlySet<InputName>,
  until: string,
): Promise<string> {
  // What `inputs` need whatever weighs the portfolios: a run weighted by capitalisation asks for it among its inputs.
  const needs = { inputs, weighting: 'equal' as const };
  const queries = [
    // Every factor is tested against the market less the risk-free rate.
    ...[['prices', frame.prices] as const, ['riskFree', frame.riskFree] as const],
    ['delistings', frame.delistings] as const,
    ...(needsSplits(needs) ? [['splits', frame.splits] as const] : []),
    ...neededSources(needs).map(({ source, names }) => [source, sourceOf(source).version, names] as const),
  ];
  const parameters = { symbols, until, close: sessionClose(dayOfIso(until)) };
  const daysFor: Readonly<Record<string, () => Promise<DaysOfStocks>>> = {
    splits: () => lastPrices(warehouse, symbols),
    delistings: () => pricesFrom(warehouse, symbols, until),
  };
  const parts: string[] = [];
  for (const [name, query, names] of queries) {
    const [row] = await warehouse.query<{ rows: string; hash: string }>(query, {
      ...parameters,
      ...(names !== undefined && { names }),
      ...(await daysFor[name]?.()),
    });
    // A market without delistings keeps the version it had before there were any.
    if (name === 'delistings' && row?.rows === '0') continue;
    parts.push(`${name}:${row?.rows ?? 0}:${row?.hash ?? 0}`);
  }
  return parts.join(' ');
}

/** A day of each of some stocks, as a query takes it. */
interface DaysOfStocks {
  readonly stocks: readonly string[];
  readonly days: readonly number[];
}

/** Last day with a price of each stock that has a split, days since the epoch. */
async function lastPrices(warehouse: Warehouse, symbols: readonly string[]): Promise<DaysOfStocks> {
  const split = await warehouse.query<{ symbol: string }>(
    `SELECT DISTINCT symbol FROM corporate_actions WHERE kind = 'split' AND symbol IN {symbols:Array(String)}`,
    { symbols },
  );
  return daysOf(
    warehouse,
    `SELECT symbol, toInt32(max(date)) AS day FROM prices
     WHERE symbol IN {symbols:Array(String)} GROUP BY symbol`,
    { symbols: split.map(({ symbol }) => symbol) },
  );
}

/** First day with an adjusted close, from a day on, of each stock with a delisting, days since the epoch. */
async function pricesFrom(warehouse: Warehouse, symbols: readonly string[], from: string): Promise<DaysOfStocks> {
  const delisted = await warehouse.query<{ symbol: string }>(
    'SELECT DISTINCT symbol FROM delistings WHERE symbol IN {symbols:Array(String)}',
    { symbols },
  );
  return daysOf(
    warehouse,
    `SELECT symbol, toInt32(min(date)) AS day FROM prices_latest
     WHERE symbol IN {symbols:Array(String)} AND adj_close IS NOT NULL AND date >= toDate32({from:String})
     GROUP BY symbol`,
    { symbols: delisted.map(({ symbol }) => symbol), from },
  );
}

async function daysOf(warehouse: Warehouse, query: string, parameters: QueryParameters): Promise<DaysOfStocks> {
  const rows = await warehouse.query<{ symbol: string; day: number }>(query, parameters);
  return { stocks: rows.map(({ symbol }) => symbol), days: rows.map(({ day }) => day) };
}
