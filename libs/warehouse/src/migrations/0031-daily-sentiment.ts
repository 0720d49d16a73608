import { replacedView } from './ddl.ts';
import type { Migration } from './migration.ts';

/**
 * Mean score and number of articles by the first day at whose close (16:00 in New York) they were known, as before, with
 * the scores summed in order of size: a sum in the order of arrival has other last bits after another delivery.
 */
const dailySentiment = `SELECT symbol, scorer, toDate32(toTimeZone(known_at, 'America/New_York') + toIntervalHour(8)) AS date,
  arrayFold((sum, score) -> sum + score, arraySort(groupArray(assumeNotNull(score))), toFloat64(0)) / count() AS mean_score,
  toUInt32(count()) AS articles
FROM article_scores GROUP BY symbol, scorer, date`;

/** Daily sentiment to the same bits in whatever order articles were delivered. */
export const orderedSentiment: Migration = {
  version: 31,
  name: 'ordered-sentiment',
  steps: [replacedView('daily_sentiment', dailySentiment)],
};
