import type { Warehouse } from '../contract.ts';

/** A score with the moments that decide when it counts; milliseconds since 1970 in UTC. */
export interface ScoredArticle {
  readonly symbol: string;
  readonly score: number;
  readonly publishedAt: number;
  /** Day of publication in New York, `YYYY-MM-DD`. */
  readonly publishedDay: string;
  readonly knownAt: number;
}

/** Sentiment of one symbol at one close; null where no article counts. */
export interface SentimentAtClose {
  readonly symbol: string;
  /** The close, milliseconds since 1970 in UTC. */
  readonly close: number;
  /** Mean score of the articles published in the 14 days up to the close. */
  readonly average14: number | null;
  readonly articles14: number;
  /** Mean score of the articles of the latest day that has any. */
  readonly latestDay: number | null;
  readonly articlesLatestDay: number;
}

const windowMs = 14 * 86_400_000;

/**
 * Inputs of AvgSentiment14 and NEWSENT: what the articles known before each close say. An article counts when
 * `known_at < close`; the window of AvgSentiment14 is `close - 14 days < published_at <= close`.
 *
 * @param request.scorer - version of the scorer
 * @param request.closes - closes in ascending order, milliseconds since 1970 in UTC
 * @returns symbols x closes, by symbol as given, then by close
 */
export async function sentimentAsOf(
  warehouse: Warehouse,
  request: { readonly symbols: readonly string[]; readonly scorer: string; readonly closes: readonly number[] },
): Promise<SentimentAtClose[]> {
  const { symbols, scorer, closes } = request;
  const scores = await warehouse.query<ScoredArticle>(
    `SELECT symbol, score, toFloat64(toUnixTimestamp64Milli(published_at)) AS publishedAt,
       toString(published_day) AS publishedDay, toFloat64(toUnixTimestamp64Milli(known_at)) AS knownAt
     FROM article_scores
     WHERE scorer = {scorer:String} AND symbol IN {symbols:Array(String)}
       AND toUnixTimestamp64Milli(known_at) < {until:Int64}
     ORDER BY symbol, published_at, article_id`,
    { scorer, symbols, until: closes.at(-1) ?? 0 },
  );
  const bySymbol = new Map<string, ScoredArticle[]>(symbols.map((symbol) => [symbol, []]));
  for (const score of scores) bySymbol.get(score.symbol)?.push(score);
  return symbols.flatMap((symbol) => sentimentAtCloses(symbol, bySymbol.get(symbol) ?? [], closes));
}

/**
 * The same from scores already there. Each close is computed from its own window, so that cutting the closes into slices
 * changes no bit.
 *
 * @param scores - of one symbol and scorer, by `publishedAt`
 */
export function sentimentAtCloses(
  symbol: string,
  scores: readonly ScoredArticle[],
  closes: readonly number[],
): SentimentAtClose[] {
  const found: SentimentAtClose[] = [];
  visitCloses(scores, closes, (at, recent, articles14, latest, articlesLatestDay) => {
    const close = closes[at] as number;
    const average14 = articles14 === 0 ? null : recent / articles14;
    const latestDay = articlesLatestDay === 0 ? null : latest / articlesLatestDay;
    found.push({ symbol, close, average14, articles14, latestDay, articlesLatestDay });
  });
  return found;
}

/**
 * Writes what {@link sentimentAtCloses} says into panels of sessions x stocks, without an object for each of millions of
 * closes; what no article says is left as it is.
 *
 * @param offset - column of the symbol
 * @param stride - number of columns
 */
export function writeSentiment(
  scores: readonly ScoredArticle[],
  closes: ArrayLike<number>,
  panels: { readonly average14: Float64Array; readonly latestDay: Float64Array },
  offset: number,
  stride: number,
): void {
  visitCloses(scores, closes, (at, recent, articles14, latest, articlesLatestDay) => {
    if (articles14 > 0) panels.average14[at * stride + offset] = recent / articles14;
    if (articlesLatestDay > 0) panels.latestDay[at * stride + offset] = latest / articlesLatestDay;
  });
}

type Visit = (at: number, recent: number, articles14: number, latest: number, articlesLatestDay: number) => void;

/** Sums and counts of the scores that count at each close, in order of publication. */
function visitCloses(scores: readonly ScoredArticle[], closes: ArrayLike<number>, visit: Visit): void {
  for (let at = 0; at < closes.length; at++) {
    const close = closes[at] as number;
    const end = upperBound(scores, close);
    let recent = 0;
    let articles14 = 0;
    for (let k = upperBound(scores, close - windowMs); k < end; k++) {
      const article = scores[k] as ScoredArticle;
      if (article.knownAt >= close) continue;
      recent += article.score;
      articles14++;
    }
    let last = end - 1;
    while (last >= 0 && (scores[last] as ScoredArticle).knownAt >= close) last--;
    const day = scores[last]?.publishedDay;
    let first = last;
    while (first > 0 && scores[first - 1]?.publishedDay === day) first--;
    let latest = 0;
    let articlesLatestDay = 0;
    for (let k = Math.max(0, first); k <= last; k++) {
      const article = scores[k] as ScoredArticle;
      if (article.knownAt >= close) continue;
      latest += article.score;
      articlesLatestDay++;
    }
    visit(at, recent, articles14, latest, articlesLatestDay);
  }
}

/** Number of leading articles published at or before the moment. */
function upperBound(scores: readonly ScoredArticle[], moment: number): number {
  let [low, high] = [0, scores.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (scores[middle]!.publishedAt <= moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
