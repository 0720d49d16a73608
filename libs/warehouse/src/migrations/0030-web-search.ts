import { articlesTable, articleSentimentTable } from '../tables/web-search-tables.ts';
import { colocatedView, table, view } from './ddl.ts';
import type { Migration } from './migration.ts';

/** Every scored article: what a factor may read, filtered by `known_at`. */
const articleScores = (
  table: (name: 'articles' | 'article_sentiment') => string,
) => `SELECT a.symbol AS symbol, a.article_id AS article_id, s.scorer AS scorer, s.score AS score,
  a.published_at AS published_at, toDate32(toTimeZone(a.published_at, 'America/New_York')) AS published_day,
  a.known_at AS known_at, a.synthetic AS synthetic
FROM (SELECT * FROM ${table('articles')} FINAL) AS a
INNER JOIN (SELECT * FROM ${table('article_sentiment')} FINAL) AS s
  ON a.symbol = s.symbol AND a.article_id = s.article_id AND a.content_hash = s.content_hash
WHERE s.score IS NOT NULL`;

/**
 * Mean score and number of articles by the first day at whose close (16:00 in New York) they were known: eight hours
 * later the clock shows that day, and the next one from the close on.
 */
const dailySentiment = `SELECT symbol, scorer, toDate32(toTimeZone(known_at, 'America/New_York') + toIntervalHour(8)) AS date,
  avg(score) AS mean_score, toUInt32(count()) AS articles
FROM article_scores GROUP BY symbol, scorer, date`;

/** News articles and their sentiment. */
export const webSearch: Migration = {
  version: 30,
  name: 'web-search',
  steps: [
    table(articlesTable, { orderBy: ['symbol', 'article_id'], shardBy: ['symbol'] }),
    table(articleSentimentTable, { orderBy: ['symbol', 'article_id', 'content_hash', 'scorer'], shardBy: ['symbol'] }),
    colocatedView('article_scores', ['symbol'], ['articles', 'article_sentiment'], articleScores),
    view('daily_sentiment', dailySentiment),
  ],
};
