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
  return closes.map((close) => {
    const end = upperBound(scores, close);
    const known = ({ knownAt }: ScoredArticle) => knownAt < close;
    const recent = scores.slice(upperBound(scores, close - windowMs), end).filter(known);
    const latest = latestDay(scores, end, known);
    return {
      symbol,
      close,
      average14: mean(recent),
      articles14: recent.length,
      latestDay: mean(latest),
      articlesLatestDay: latest.length,
    };
  });
}

/** Known articles of the latest day before `end` that has any; days are contiguous in order of publication. */
function latestDay(
  scores: readonly ScoredArticle[],
  end: number,
  known: (article: ScoredArticle) => boolean,
): ScoredArticle[] {
  const last = lastIndex(scores, end, known);
  const day = scores[last]?.publishedDay;
  let first = last;
  while (first > 0 && scores[first - 1]?.publishedDay === day) first -= 1;
  return last < 0 ? [] : scores.slice(first, last + 1).filter(known);
}

function lastIndex(scores: readonly ScoredArticle[], end: number, known: (article: ScoredArticle) => boolean): number {
  let at = end - 1;
  while (at >= 0 && !known(scores[at]!)) at -= 1;
  return at;
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

function mean(scores: readonly ScoredArticle[]): number | null {
  return scores.length === 0 ? null : scores.reduce((sum, { score }) => sum + score, 0) / scores.length;
}
