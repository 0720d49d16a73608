import type { FilingInput } from '@fm/factors';
import {
  queryColumns,
  type ResultColumn,
  type ScoredArticle,
  type TextDictionary,
  type Warehouse,
} from '@fm/warehouse/rows';
import type { RawFundamental } from './raw-market.ts';

/** What filings said of some items, by item, stock and moment; read by columns, since it is a million rows of few texts. */
export async function readFundamentals(
  warehouse: Warehouse,
  symbols: readonly string[],
  items: readonly FilingInput[],
  close: number,
): Promise<RawFundamental[]> {
  if (items.length === 0) return [];
  const { rows, columns } = await queryColumns(
    warehouse,
    `SELECT symbol, item, known_at, value, reason FROM fundamentals
     WHERE symbol IN {symbols:Array(String)} AND item IN {items:Array(String)}
       AND toUnixTimestamp64Milli(known_at) < {close:Int64}
     ORDER BY item, symbol, known_at, filing`,
    { symbols, items, close },
  );
  if (rows === 0) return [];
  const [symbol, item, reason] = [textsOf(columns['symbol']), textsOf(columns['item']), textsOf(columns['reason'])];
  const knownAt = columns['known_at'] as Float64Array;
  const value = columns['value'] as Float64Array;
  return Array.from({ length: rows }, (_, row) => ({
    symbol: symbol(row),
    item: item(row) as FilingInput,
    knownAt: knownAt[row] as number,
    value: Number.isNaN(value[row]) ? null : (value[row] as number),
    reason: reason(row),
  }));
}

/** The scored articles of some stocks, by stock and publication. */
export async function readArticles(
  warehouse: Warehouse,
  symbols: readonly string[],
  scorer: string,
  close: number,
): Promise<ScoredArticle[]> {
  const { rows, columns } = await queryColumns(
    warehouse,
    `SELECT symbol, assumeNotNull(score) AS score, published_at, toLowCardinality(toString(published_day)) AS day, known_at
     FROM article_scores
     WHERE scorer = {scorer:String} AND symbol IN {symbols:Array(String)}
       AND toUnixTimestamp64Milli(known_at) < {close:Int64}
     ORDER BY symbol, published_at, article_id`,
    { scorer, symbols, close },
  );
  if (rows === 0) return [];
  const [symbol, day] = [textsOf(columns['symbol']), textsOf(columns['day'])];
  const score = columns['score'] as Float64Array;
  const publishedAt = columns['published_at'] as Float64Array;
  const knownAt = columns['known_at'] as Float64Array;
  return Array.from({ length: rows }, (_, row) => ({
    symbol: symbol(row),
    score: score[row] as number,
    publishedAt: publishedAt[row] as number,
    publishedDay: day(row),
    knownAt: knownAt[row] as number,
  }));
}

/** The text of a row, whether the engine gave texts or a dictionary. */
function textsOf(column: ResultColumn | undefined): (row: number) => string {
  if (Array.isArray(column)) return (row) => column[row] as string;
  const { dictionary, indexes } = column as TextDictionary;
  return (row) => dictionary[indexes[row] as number] as string;
}
