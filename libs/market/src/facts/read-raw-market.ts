import type { FilingInput, InputName } from '@fm/factors';
import {
  knownGroups,
  knownRatings,
  knownSplits,
  queryColumns,
  type TextDictionary,
  type Warehouse,
} from '@fm/warehouse/rows';
import { dayOfIso } from '@fm/platform/time';
import { sessionClose } from '@fm/platform/time';
import { isFilingInput, isPerShare } from '../inputs/filings.ts';
import { isRatingInput } from '../inputs/ratings.ts';
import { readArticles, readFundamentals } from './read-facts.ts';
import type { RawMarket, RawPrices, RawRating, Split } from './raw-market.ts';

/** What of a market a run needs. */
export interface MarketNeeds {
  /** Panels to make. */
  readonly inputs: ReadonlySet<InputName>;
  /** First day whose prices are read; of facts that hold until the next one all are. @default the first there is */
  readonly from?: string;
  /** Last day read, inclusive: nothing later can touch a result. */
  readonly until: string;
  readonly weighting: 'equal' | 'cap';
  /** Version of the sentiment scorer. @default the first by name in the warehouse */
  readonly scorer?: string;
}

/** Reads the facts that the inputs of a run are made of, up to a day. */
export async function readRawMarket(
  warehouse: Warehouse,
  symbols: readonly string[],
  needs: MarketNeeds,
): Promise<RawMarket> {
  const { inputs, until } = needs;
  const close = sessionClose(dayOfIso(until));
  const scorer = needsSentiment(inputs) ? await chooseScorer(warehouse, needs.scorer) : undefined;
  return {
    symbols,
    prices: await readPrices(warehouse, symbols, needs),
    splits: needsSplits(needs) ? await readSplits(warehouse, symbols) : [],
    fundamentals: await readFundamentals(warehouse, symbols, filingsOf(needs), close),
    ratings: [...inputs].some(isRatingInput)
      ? ((await knownRatings(warehouse, { symbols, until: close })) as readonly RawRating[])
      : [],
    articles: scorer === undefined ? [] : await readArticles(warehouse, symbols, scorer, close),
    groups: inputs.has('group') ? await knownGroups(warehouse, { symbols, until: close }) : [],
    scorer,
    rates: await readRates(warehouse, until),
    synthetic: await anySynthetic(warehouse, symbols),
  };
}

/** Items of filings that the inputs are made of. */
export function filingsOf({ inputs, weighting }: MarketNeeds): FilingInput[] {
  const items = new Set<FilingInput>([...inputs].filter(isFilingInput));
  if (weighting === 'cap' || inputs.has('marketCap')) items.add('sharesOutstanding');
  return [...items];
}

/** Whether any input is made of articles. */
export function needsSentiment(inputs: ReadonlySet<InputName>): boolean {
  return inputs.has('averageSentiment14') || inputs.has('latestSentiment');
}

/** Whether any input is made of splits. */
export function needsSplits({ inputs, weighting }: MarketNeeds): boolean {
  const prices = inputs.has('marketCap') || inputs.has('unadjustedClose') || inputs.has('splitRatio');
  return weighting === 'cap' || prices || [...inputs].some(isPerShare);
}

const pricesQuery = `
  SELECT symbol, date, adj_close, close, volume
  FROM prices_latest
  WHERE symbol IN {symbols:Array(String)} AND date BETWEEN toDate32({from:String}) AND toDate32({until:String})`;

async function readPrices(
  warehouse: Warehouse,
  symbols: readonly string[],
  { from = '1900-01-01', until }: MarketNeeds,
): Promise<RawPrices> {
  const { rows, columns } = await queryColumns(warehouse, pricesQuery, { symbols, from, until });
  const none = new Float64Array(0);
  if (rows === 0)
    return { day: new Int32Array(0), stock: new Uint32Array(0), adjClose: none, close: none, volume: none };
  const { dictionary, indexes } = columns['symbol'] as TextDictionary;
  const columnOf = new Map(symbols.map((symbol, at) => [symbol, at]));
  const stockOf = Uint32Array.from(dictionary, (symbol) => columnOf.get(symbol) ?? 0);
  return {
    day: columns['date'] as Int32Array,
    stock: indexes.map((word) => stockOf[word] as number),
    adjClose: columns['adj_close'] as Float64Array,
    close: columns['close'] as Float64Array,
    volume: columns['volume'] as Float64Array,
  };
}

/**
 * A split that two sources tell of is one split, and of splits that contradict each other one stands. A split after the last
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

async function chooseScorer(warehouse: Warehouse, asked: string | undefined): Promise<string | undefined> {
  if (asked !== undefined) return asked;
  const rows = await warehouse.query<{ scorer: string }>(
    'SELECT min(scorer) AS scorer FROM article_sentiment HAVING count() > 0',
  );
  return rows[0]?.scorer;
}

/** Of several series the first by name, so that no day takes its rate from another one. */
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
