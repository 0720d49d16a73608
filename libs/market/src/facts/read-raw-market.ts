import { knownDelistings, knownSplits, queryColumns, type TextDictionary, type Warehouse } from '@fm/warehouse/rows';
import { dayOfIso, sessionClose } from '@fm/platform/time';
import type { DatedFact } from '../inputs/input-source.ts';
import { neededColumns, neededSources, needsSplits, type InputNeeds } from '../inputs/needed-inputs.ts';
import { factsOfSources, sourceOf, type SourceName } from '../inputs/sources.ts';
import {
  type Delisting,
  everyColumn,
  mapColumns,
  type PriceColumns,
  type RawMarket,
  type RawPrices,
  type Split,
} from './raw-market.ts';

/** The part of a market that a run needs. */
export interface MarketNeeds extends InputNeeds {
  /** First day whose prices are read; of facts that apply until the next one, all are read. @default the first there is */
  readonly from?: string;
  /** Last day read, inclusive: nothing later can touch a result. */
  readonly until: string;
  /** Version of the sentiment scorer. @default the first by name in the warehouse */
  readonly scorer?: string;
}

/** A market without its prices. */
export type RawFactsOfMarket = Omit<RawMarket, 'prices'>;

/** Reads the facts that the inputs of a run are made of, up to a day. */
export async function readRawMarket(
  warehouse: Warehouse,
  symbols: readonly string[],
  needs: MarketNeeds,
): Promise<RawMarket> {
  return { prices: await readPrices(warehouse, symbols, needs), ...(await readRawFacts(warehouse, symbols, needs)) };
}

/** Reads everything of {@link readRawMarket} but the prices. */
export async function readRawFacts(
  warehouse: Warehouse,
  symbols: readonly string[],
  needs: MarketNeeds,
): Promise<RawFactsOfMarket> {
  return {
    symbols,
    ...(await readDatedFacts(warehouse, symbols, needs)),
    delistings: await readDelistings(warehouse, symbols),
    rates: await readRates(warehouse, needs.until),
    synthetic: await anySynthetic(warehouse, symbols),
  };
}

/** The same market with the facts that other inputs are made of, which need no other prices: those are not read again. */
export async function readOtherFacts(warehouse: Warehouse, raw: RawMarket, needs: MarketNeeds): Promise<RawMarket> {
  return { ...raw, ...(await readDatedFacts(warehouse, raw.symbols, needs)) };
}

async function readDatedFacts(
  warehouse: Warehouse,
  symbols: readonly string[],
  needs: MarketNeeds,
): Promise<Pick<RawMarket, 'splits' | 'facts'>> {
  const { until, scorer } = needs;
  const query = { warehouse, symbols, until: sessionClose(dayOfIso(until)), ...(scorer !== undefined && { scorer }) };
  const splits = needsSplits(needs) ? await readSplits(warehouse, symbols) : [];
  const facts = new Map<SourceName, readonly DatedFact[]>();
  for (const { source, names } of neededSources(needs))
    facts.set(source, await sourceOf(source).read({ ...query, names }));
  return { splits, facts: factsOfSources((source) => facts.get(source) ?? []) };
}

const pricesQuery = (columns: readonly string[]): string => `
  SELECT ${['symbol', 'date', ...columns].join(', ')}
  FROM prices_latest
  WHERE symbol IN {symbols:Array(String)} AND date BETWEEN toDate32({from:String}) AND toDate32({until:String})`;

const columnNames = { adjClose: 'adj_close', close: 'close', volume: 'volume', open: 'open', high: 'high', low: 'low' };

/** Daily prices of stocks from `needs.from` to `needs.until`; `stock` is a place in `symbols`. */
export async function readPrices(
  warehouse: Warehouse,
  symbols: readonly string[],
  needs: MarketNeeds,
): Promise<RawPrices> {
  const { from = '1900-01-01', until } = needs;
  const wanted = Object.fromEntries(
    [...everyColumn, ...neededColumns(needs)].map((name) => [name, columnNames[name]]),
  ) as PriceColumns<string>;
  const query = pricesQuery(Object.values(wanted));
  const { rows, columns } = await queryColumns(warehouse, query, { symbols, from, until });
  if (rows === 0) {
    const none = mapColumns(wanted, () => new Float64Array(0));
    return { day: new Int32Array(0), stock: new Uint32Array(0), ...none };
  }
  const { dictionary, indexes } = columns['symbol'] as TextDictionary;
  const columnOf = new Map(symbols.map((symbol, at) => [symbol, at]));
  const stockOf = Uint32Array.from(dictionary, (symbol) => columnOf.get(symbol) ?? 0);
  return {
    day: columns['date'] as Int32Array,
    stock: indexes.map((word) => stockOf[word] as number),
    ...mapColumns(wanted, (name) => columns[name] as Float64Array),
  };
}

/**
 * A split that two sources report is one split, and of contradicting splits one counts. A split after the last
 * price of its stock is left out: the prices are on the basis before it.
 */
async function readSplits(warehouse: Warehouse, symbols: readonly string[]): Promise<Split[]> {
  const columnOf = new Map(symbols.map((symbol, at) => [symbol, at]));
  const splits = await knownSplits(warehouse, symbols);
  const lasts = await warehouse.query<{ symbol: string; last: number }>(
    'SELECT symbol, toInt32(max(date)) AS last FROM prices WHERE symbol IN {symbols:Array(String)} GROUP BY symbol',
    { symbols: [...new Set(splits.map(({ symbol }) => symbol))] },
  );
  const lastOf = new Map(lasts.map(({ symbol, last }) => [symbol, last]));
  return splits
    .filter(({ symbol, day }) => day <= (lastOf.get(symbol) ?? -Infinity))
    .map(({ symbol, day, value }) => ({ stock: columnOf.get(symbol) as number, day, ratio: value }))
    .sort((a, b) => a.stock - b.stock || a.day - b.day);
}

/** Delistings whose return is known. */
async function readDelistings(warehouse: Warehouse, symbols: readonly string[]): Promise<Delisting[]> {
  const columnOf = new Map(symbols.map((symbol, at) => [symbol, at]));
  return (await knownDelistings(warehouse, symbols)).flatMap(({ symbol, day, lastPriceDay, value }) =>
    value === null ? [] : [{ stock: columnOf.get(symbol) as number, day, lastPriceDay, value }],
  );
}

/** Of several series the first by name, so no day takes its rate from another series. */
async function readRates(warehouse: Warehouse, until: string): Promise<RawMarket['rates']> {
  const rows = await warehouse.query<{ day: string; rate: number }>(
    `SELECT toString(date) AS day, rate FROM risk_free FINAL
     WHERE series = (SELECT min(series) FROM risk_free) AND date <= toDate32({until:String}) ORDER BY date`,
    { until },
  );
  return rows.map(({ day, rate }) => ({ day: dayOfIso(day), rate }));
}

async function anySynthetic(warehouse: Warehouse, symbols: readonly string[]): Promise<boolean> {
  const [row] = await warehouse.query<{ synthetic: boolean }>(
    'SELECT max(synthetic) AS synthetic FROM prices WHERE symbol IN {symbols:Array(String)}',
    { symbols },
  );
  return row?.synthetic === true;
}
