import { replacedColocatedView } from './ddl.ts';
import type { Migration } from './migration.ts';

/** Days within which the same text is the same story; a headline that comes back later is news again. */
const sameStoryDays = 3;

/** What two copies of a text have in common: its words, whatever is between them. */
const wordsOf = (text: string) => `trim(lowerUTF8(replaceRegexpAll(${text}, '[^\\\\p{L}\\\\p{N}]+', ' ')))`;

/** A title without the name of the publisher at its end. */
const title = wordsOf(`replaceRegexpOne(a.title, '\\\\s[-|\u2013\u2014]\\\\s[^-|\u2013\u2014]{1,40}$', '')`);

/** Words from which a text names a story. */
const enough = (text: string) => `length(splitByChar(' ', ${text})) >= 5`;

const content = wordsOf('a.content');

/** A title of five words or more names a story; a shorter one does so with the text below it, if that has as many. */
const story = `multiIf(${enough(title)}, ${title}, ${enough(content)}, concat(${title}, '|', ${content}), a.article_id)`;

/**
 * Every scored story: what a factor may read, filtered by `known_at`. A story at several addresses counts once, as it was known
 * first: a copy published within three days of one that was known before is left out, so that what comes later changes nothing.
 */
const articleScores = (
  table: (name: 'articles' | 'article_sentiment') => string,
) => `SELECT symbol, article_id, scorer, score, published_at, published_day, known_at, synthetic
FROM (
  SELECT a.symbol AS symbol, a.article_id AS article_id, s.scorer AS scorer, s.score AS score,
    a.published_at AS published_at, toDate32(toTimeZone(a.published_at, 'America/New_York')) AS published_day,
    a.known_at AS known_at, a.synthetic AS synthetic,
    row_number() OVER story AS copy,
    lagInFrame(a.published_at) OVER (story ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS before
  FROM (SELECT * FROM ${table('articles')} FINAL) AS a
  INNER JOIN (SELECT * FROM ${table('article_sentiment')} FINAL) AS s
    ON a.symbol = s.symbol AND a.article_id = s.article_id AND a.content_hash = s.content_hash
  WHERE s.score IS NOT NULL
  WINDOW story AS (PARTITION BY a.symbol, s.scorer, ${story} ORDER BY a.known_at, a.published_at, a.article_id)
)
WHERE copy = 1 OR abs(dateDiff('second', before, published_at)) > ${sameStoryDays * 86_400}`;

/** One story at several addresses counts once. */
export const oneStory: Migration = {
  version: 32,
  name: 'one-story',
  steps: [replacedColocatedView('article_scores', ['symbol'], ['articles', 'article_sentiment'], articleScores)],
};
