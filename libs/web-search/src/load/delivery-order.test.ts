import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fixedClock } from '@fm/platform';
import { articleSentimentTable, sentimentAsOf, tableContentHash } from '@fm/warehouse';
import { lexiconScorer } from '../scoring/lexicon.ts';
import { testHome, type TestHome } from '../testing/home.ts';
import { ingestArticles } from './ingest.ts';

let home: TestHome;
beforeAll(async () => {
  home = await testHome();
});
afterAll(() => home.end());

/** One article that three searches tell in other words, and others whose scores have no exact sum. */
const searches = [
  ['2025-12-01T12:00:00Z', 'Great success, wonderful growth', 'a'],
  ['2025-12-02T12:00:00Z', 'Terrible loss, fraud', 'a'],
  ['2025-12-03T12:00:00Z', 'Bad news', 'a'],
  ['2025-12-01T13:00:00Z', 'Good', 'b'],
  ['2025-12-01T14:00:00Z', 'A failure and a great win', 'c'],
  ['2025-12-01T15:00:00Z', 'Nice, good, superb', 'd'],
].map(([collected_at, title, name]) => ({
  symbol: 'A',
  collected_at,
  response: {
    results: [{ url: `https://example.com/${name}`, title, content: 'Shares.', published_date: '2025-12-01' }],
  },
}));

/** Every order of the first three deliveries, with the others before, between or after them. */
const orders = [
  [0, 1, 2, 3, 4, 5],
  [0, 2, 1, 5, 4, 3],
  [5, 1, 0, 3, 2, 4],
  [1, 4, 2, 0, 3, 5],
  [3, 2, 5, 0, 4, 1],
  [4, 2, 1, 0, 5, 3],
];

async function deliver(order: readonly number[]) {
  const { warehouse } = home;
  for (const name of ['articles', 'article_sentiment'])
    await warehouse.command('TRUNCATE TABLE {name:Identifier}', { name });
  const deps = { warehouse, scorer: lexiconScorer, clock: fixedClock('2025-12-05T00:00:00Z') };
  for (const at of order) {
    const path = join(home.folder, `${at}.json`);
    writeFileSync(path, JSON.stringify({ format: 'fm.searches.v1', searches: [searches[at]] }));
    await ingestArticles(deps, { paths: [path] });
  }
  const closes = [1, 2, 3, 4].map((day) => Date.UTC(2025, 11, day, 21));
  return {
    texts: await tableContentHash(warehouse, articleSentimentTable),
    scores: await warehouse.query('SELECT * FROM article_scores ORDER BY article_id'),
    daily: await warehouse.query('SELECT *, hex(mean_score) AS bits FROM daily_sentiment ORDER BY date'),
    atCloses: await sentimentAsOf(warehouse, { symbols: ['A'], scorer: lexiconScorer.version, closes }),
  };
}

test('in whatever order the versions of an article come, the sentiment of every day is that of the text known first, to the last bit', async () => {
  const first = await deliver(orders[0]!);
  expect(first).toMatchObject({ scores: { length: 4 }, daily: [{ date: '2025-12-01', articles: 4 }] });
  for (const order of orders.slice(1)) expect(await deliver(order)).toEqual(first);
  const texts = 'SELECT reason, count() AS texts FROM article_sentiment FINAL GROUP BY reason ORDER BY reason';
  expect(await home.warehouse.query(texts)).toEqual([
    { reason: '', texts: '4' },
    { reason: 'superseded', texts: '2' },
  ]);
  const alone = await deliver([0, 3, 4, 5]);
  expect({ ...alone, texts: first.texts }).toEqual(first);
}, 60_000);
