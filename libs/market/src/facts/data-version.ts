import type { InputName } from '@fm/factors';
import type { Warehouse } from '@fm/warehouse';
import { sessionClose } from '@fm/platform/time';
import { dayOfIso } from '@fm/platform/time';
import { isFilingInput } from '../inputs/filings.ts';
import { isRatingInput } from '../inputs/ratings.ts';
import { needsSplits } from './read-raw-market.ts';

/** Sums a hash over rows, so that their order does not matter. */
const sources = {
  prices: `SELECT count() AS rows, hex(sum(cityHash64(symbol, toInt32(date), row_hash))) AS hash
    FROM prices_latest WHERE symbol IN {symbols:Array(String)} AND date <= toDate32({until:String})`,
  splits: `SELECT count() AS rows, hex(sum(cityHash64(symbol, toInt32(date), value))) AS hash
    FROM (
      SELECT symbol, date, argMax(value, tuple(version, value)) AS value FROM corporate_actions
      WHERE kind = 'split' AND symbol IN {symbols:Array(String)} GROUP BY symbol, date
    )`,
  filings: `SELECT count() AS rows, hex(sum(cityHash64(symbol, item, known_at, ifNull(value, nan), reason))) AS hash
    FROM fundamentals
    WHERE symbol IN {symbols:Array(String)} AND toUnixTimestamp64Milli(known_at) < {close:Int64}`,
  articles: `SELECT count() AS rows, hex(sum(cityHash64(symbol, article_id, scorer, published_at, known_at, score))) AS hash
    FROM article_scores
    WHERE symbol IN {symbols:Array(String)} AND toUnixTimestamp64Milli(known_at) < {close:Int64}`,
  documents: `SELECT count() AS rows, hex(sum(cityHash64(symbol, rating, document_hash, known_at, ifNull(value, nan)))) AS hash
    FROM document_ratings FINAL
    WHERE symbol IN {symbols:Array(String)} AND toUnixTimestamp64Milli(known_at) < {close:Int64}`,
  groups: `SELECT count() AS rows, hex(sum(cityHash64(symbol, source, known_at, group_name))) AS hash
    FROM stock_groups_known
    WHERE symbol IN {symbols:Array(String)} AND toUnixTimestamp64Milli(known_at) < {close:Int64}`,
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
  const names = [...inputs];
  // Every factor is tested against the market less the risk-free rate.
  const used: (keyof typeof sources)[] = ['prices', 'riskFree'];
  const marketCap = names.includes('marketCap');
  if (needsSplits({ inputs, until, weighting: 'equal' })) used.push('splits');
  if (marketCap || names.some(isFilingInput)) used.push('filings');
  if (names.includes('averageSentiment14') || names.includes('latestSentiment')) used.push('articles');
  if (names.some(isRatingInput)) used.push('documents');
  if (names.includes('group')) used.push('groups');
  const parts: string[] = [];
  for (const source of used) {
    const parameters = { symbols, until, close: sessionClose(dayOfIso(until)) };
    const [row] = await warehouse.query<{ rows: string; hash: string }>(sources[source], parameters);
    parts.push(`${source}:${row?.rows ?? 0}:${row?.hash ?? 0}`);
  }
  return parts.join(' ');
}
