import type { FilingInput, InputName } from '@fm/factors';
import { knownRatings, type Warehouse } from '@fm/warehouse';
import { epochDay } from './days.ts';
import { isFilingInput } from './inputs/filings.ts';
import { isRatingInput } from './inputs/ratings.ts';
import { readArticles, readFundamentals } from './read-facts.ts';
import type { RawMarket, RawPrices, RawRating, Split } from './raw-market.ts';
import { sessionClose } from './session-close.ts';

/** What of a market a run needs. */
export interface MarketNeeds {
  /** Panels to make. */
  readonly inputs: ReadonlySet<InputName>;
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
  const close = sessionClose(epochDay(until));
  const scorer = needsSentiment(inputs) ? await chooseScorer(warehouse, needs.scorer) : undefined;
  return {
    symbols,
    prices: await readPrices(warehouse, symbols, until),
    splits: needsSplits(needs) ? await readSplits(warehouse, symbols) : [],
    fundamentals: await readFundamentals(warehouse, symbols, filingsOf(needs), close),
    ratings: [...inputs].some(isRatingInput)
      ? ((await knownRatings(warehouse, { symbols, until: close })) as readonly RawRating[])
      : [],
    articles: scorer === undefined ? [] : await readArticles(warehouse, symbols, scorer, close),
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

/** Whether any input is made of unadjusted closes. */
export function needsSplits({ inputs, weighting }: MarketNeeds): boolean {
  return weighting === 'cap' || inputs.has('marketCap') || inputs.has('unadjustedClose');
}

/** Bytes of one row of {@link pricesQuery}: Int32, UInt32 and three Float64. */
const rowBytes = 32;

const pricesQuery = `
  SELECT toInt32(date), toUInt32(indexOf({symbols:Array(String)}, symbol) - 1),
         ifNull(adj_close, nan), ifNull(close, nan), ifNull(volume, nan)
  FROM prices_latest
  WHERE symbol IN {symbols:Array(String)} AND date <= toDate32({until:String})`;

async function readPrices(warehouse: Warehouse, symbols: readonly string[], until: string): Promise<RawPrices> {
  const bytes = await warehouse.queryBytes(pricesQuery, 'RowBinary', { symbols, until });
  const count = bytes.length / rowBytes;
  const prices = {
    day: new Int32Array(count),
    stock: new Uint32Array(count),
    adjClose: new Float64Array(count),
    close: new Float64Array(count),
    volume: new Float64Array(count),
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let row = 0, at = 0; row < count; row++, at += rowBytes) {
    prices.day[row] = view.getInt32(at, true);
    prices.stock[row] = view.getUint32(at + 4, true);
    prices.adjClose[row] = view.getFloat64(at + 8, true);
    prices.close[row] = view.getFloat64(at + 16, true);
    prices.volume[row] = view.getFloat64(at + 24, true);
  }
  return prices;
}

/** A split that two sources tell of is one split. */
async function readSplits(warehouse: Warehouse, symbols: readonly string[]): Promise<Split[]> {
  const rows = await warehouse.query<{ symbol: string; day: string; value: number }>(
    `SELECT symbol, toString(date) AS day, argMax(value, version) AS value FROM corporate_actions
     WHERE kind = 'split' AND symbol IN {symbols:Array(String)} GROUP BY symbol, date ORDER BY symbol, date`,
    { symbols },
  );
  return rows.map(({ symbol, day, value }) => ({ stock: symbols.indexOf(symbol), day: epochDay(day), ratio: value }));
}

async function chooseScorer(warehouse: Warehouse, asked: string | undefined): Promise<string | undefined> {
  if (asked !== undefined) return asked;
  const rows = await warehouse.query<{ scorer: string }>(
    'SELECT min(scorer) AS scorer FROM article_sentiment HAVING count() > 0',
  );
  return rows[0]?.scorer;
}

async function readRates(warehouse: Warehouse, until: string): Promise<RawMarket['rates']> {
  const rows = await warehouse.query<{ day: string; rate: number }>(
    'SELECT toString(date) AS day, rate FROM risk_free FINAL WHERE date <= toDate32({until:String}) ORDER BY date, series',
    { until },
  );
  return rows.map(({ day, rate }) => ({ day: epochDay(day), rate }));
}

async function anySynthetic(warehouse: Warehouse, symbols: readonly string[]): Promise<boolean> {
  const [row] = await warehouse.query<{ synthetic: boolean }>(
    'SELECT max(synthetic) AS synthetic FROM prices WHERE symbol IN {symbols:Array(String)}',
    { symbols },
  );
  return row?.synthetic === true;
}
