import type { FilingInput, SentimentInput } from '@fm/factors';
import { knownSplits, queryColumns, textsOf, type ScoredArticle, type Warehouse } from '@fm/warehouse/rows';
import type { FactQuery } from '../inputs/input-source.ts';
import type { RawFundamental } from './raw-market.ts';
import { readmitCounts } from './readmit-counts.ts';

/**
 * What filings state about some items, by item, stock and moment; read by columns, since it is a million rows of few texts.
 * Counts of shares that were set aside and that a split explains are included, see {@link readmitCounts}.
 */
export async function readFundamentals(query: FactQuery<FilingInput>): Promise<RawFundamental[]> {
  const facts = await factsOfItems(query, query.names);
  if (!query.names.includes(sharesOutstanding)) return facts;
  const aside = await factsOfItems(query, ['sharesPutAside']);
  if (aside.length === 0) return facts;
  const counts = aside.flatMap(({ value, ...one }) => (value === null ? [] : [{ ...one, value }]));
  const splits = await knownSplits(query.warehouse, [...new Set(counts.map(({ symbol }) => symbol))]);
  const [shares, others] = [true, false].map((is) => facts.filter(({ item }) => (item === sharesOutstanding) === is));
  return [...(others ?? []), ...readmitCounts(shares ?? [], counts, splits)];
}

const sharesOutstanding = 'sharesOutstanding';

async function factsOfItems(
  { warehouse, symbols, until: close }: FactQuery<FilingInput>,
  items: readonly string[],
): Promise<RawFundamental[]> {
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

/** The scored articles of some stocks by one scorer, by stock and publication. */
export async function readArticles({
  warehouse,
  symbols,
  until: close,
  scorer: asked,
}: FactQuery<SentimentInput>): Promise<ScoredArticle[]> {
  const scorer = asked ?? (await firstScorer(warehouse));
  if (scorer === undefined) return [];
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

/** The first scorer by name; undefined where no article was scored. */
export async function firstScorer(warehouse: Warehouse): Promise<string | undefined> {
  const [row] = await warehouse.query<{ scorer: string }>(
    'SELECT min(scorer) AS scorer FROM article_sentiment HAVING count() > 0',
  );
  return row?.scorer;
}
