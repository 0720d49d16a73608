import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { fixedClock } from '@fm/platform';
import { sentimentAsOf } from '@fm/warehouse';
import { lexiconScorer } from '../scoring/lexicon.ts';
import { testHome, type TestHome } from '../testing/home.ts';
import { ingestArticles } from './ingest.ts';

let home: TestHome;
beforeEach(async () => {
  home = await testHome();
});
afterEach(() => home.end());

const bad = 'The maker cut its outlook after weak sales; analysts warn of losses.';
const good = 'The maker celebrates excellent growth.';

interface Story {
  readonly host: string;
  readonly title: string;
  readonly content?: string;
  readonly published?: string;
  readonly collected?: string;
}

/** Articles in the mean of the close of 2024-03-08, and the mean. */
async function counted(
  stories: readonly Story[],
): Promise<{ articles: number | undefined; mean: number | null | undefined }> {
  const searches = stories.map(
    ({ host, title, content = bad, published = '2024-03-04T14:05:00Z', collected = '2024-03-05T00:00:00Z' }) => ({
      symbol: 'EXA',
      collected_at: collected,
      response: { results: [{ url: `https://${host}/story`, title, content, published_date: published }] },
    }),
  );
  const path = join(home.folder, 'searches.json');
  writeFileSync(path, JSON.stringify({ format: 'fm.searches.v1', searches }));
  const deps = { warehouse: home.warehouse, scorer: lexiconScorer, clock: fixedClock('2024-03-09T00:00:00Z') };
  await ingestArticles(deps, { paths: [path] });
  const closes = [Date.parse('2024-03-08T21:00:00Z')];
  const [row] = await sentimentAsOf(home.warehouse, { symbols: ['EXA'], scorer: lexiconScorer.version, closes });
  return { articles: row?.articles14, mean: row?.average14 };
}

const headline = 'Example Corp cuts outlook on weak demand';

test('one story at four addresses counts once in the mean', async () => {
  const copies = ['a.example.com', 'b.example.net', 'c.example.org', 'd.example.com'].map((host) => ({
    host,
    title: headline,
  }));
  const other = { host: 'e.example.com', title: 'Example Corp wins an award', content: good };
  const { articles, mean } = await counted([...copies, other]);
  const texts = [
    { title: headline, content: bad },
    { title: other.title, content: good },
  ];
  const scores = await Promise.all(texts.map((text) => lexiconScorer.score({ symbol: 'EXA', ...text })));
  expect(articles).toBe(2);
  expect(mean).toBeCloseTo(((scores[0]?.value ?? NaN) + (scores[1]?.value ?? NaN)) / 2, 12);
});

test.each([
  ['with the name of the publisher', { host: 'b.example.net', title: `${headline} - Portal Two` }, 1],
  [
    'in other capitals and marks, cut elsewhere',
    { host: 'b.example.net', title: headline.toUpperCase(), content: 'Weak sales.' },
    1,
  ],
  ['a day later', { host: 'b.example.net', title: headline, published: '2024-03-05T14:05:00Z' }, 1],
  ['under another headline', { host: 'b.example.net', title: 'Example Corp opens a new plant in Ohio' }, 2],
])('a copy %s: %j', async (_, copy, articles) => {
  expect((await counted([{ host: 'a.example.com', title: headline }, copy])).articles).toBe(articles);
});

test('a headline that comes back after a week is news again, and short titles differ by their texts', async () => {
  const before = { host: 'a.example.com', title: headline, published: '2024-02-25T14:05:00Z' };
  expect((await counted([before, { host: 'b.example.net', title: headline }])).articles).toBe(2);
  const results = [bad, good].map((content, at) => ({ host: `${at}.example.com`, title: 'Results', content }));
  expect((await counted(results)).articles).toBe(4);
});

test('the copy that was known first counts, so a later one changes nothing before', async () => {
  const first = { host: 'a.example.com', title: headline, collected: '2024-03-04T20:00:00Z' };
  const later = { host: 'b.example.net', title: headline, content: good, collected: '2024-03-07T20:00:00Z' };
  const alone = await counted([first]);
  expect(await counted([later])).toEqual(alone);
});
