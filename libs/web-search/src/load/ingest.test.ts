import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fixedClock, FmError } from '@fm/platform';
import { articlesTable, articleSentimentTable, Quarantine, quarantineTable, tableContentHash } from '@fm/warehouse';
import { lexiconScorer } from '../scoring/lexicon.ts';
import { localScore, type SentimentScorer } from '../scoring/scorer.ts';
import { testHome, type TestHome } from '../testing/home.ts';
import { ingestArticles } from './ingest.ts';

let home: TestHome;
beforeEach(async () => {
  home = await testHome();
});
afterEach(() => home.end());

const clock = fixedClock('2025-12-02T12:00:00Z');
const deps = (scorer: SentimentScorer = lexiconScorer) => ({ warehouse: home.warehouse, scorer, clock });

function file(name: string, content: unknown): string {
  const path = join(home.folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function search(symbol: string, collected_at: string, title: string, url = 'https://example.com/a') {
  const results = [{ url, title, content: 'Good.', published_date: '2025-12-01' }];
  return { symbol, collected_at, response: { results } };
}

const content = async () => [
  await tableContentHash(home.warehouse, articlesTable),
  await tableContentHash(home.warehouse, articleSentimentTable),
  await tableContentHash(home.warehouse, quarantineTable),
];

describe('ingestArticles', () => {
  test('the article collected first stays, whatever comes later and in whatever order', async () => {
    const searches = [
      search('A', '2025-12-01T18:00:00Z', 'second'),
      search('A', '2025-12-01T12:00:00Z', 'first'),
      search('A', '2025-12-01T20:00:00Z', 'third'),
    ];
    for (const [at, one] of searches.entries()) {
      await ingestArticles(deps(), { paths: [file(`${at}.json`, { format: 'fm.searches.v1', searches: [one] })] });
    }
    const rows = await home.warehouse.query('SELECT title, toString(known_at) AS known_at FROM articles FINAL');
    expect(rows).toEqual([{ title: 'first', known_at: '2025-12-01 12:00:00.000' }]);
    const [whole] = await ingestArticles(deps(), {
      paths: [file('whole.json', { format: 'fm.searches.v1', searches })],
    });
    expect(whole).toMatchObject({ read: 3, added: 0, unchanged: 3, scored: 0 });
  });

  test('ten deliveries of files in parallel and out of order leave the tables as one does', async () => {
    const paths = ['A', 'B', 'C'].map((symbol, at) =>
      file(`${symbol}.json`, {
        format: 'fm.searches.v1',
        synthetic: true,
        searches: [
          search(symbol, `2025-12-01T1${at}:00:00Z`, 'good'),
          search('A', `2025-12-01T1${at}:30:00Z`, `${symbol} bad`),
        ],
      }),
    );
    await ingestArticles(deps(), { paths });
    const once = await content();
    await Promise.all(
      Array.from({ length: 10 }, (_, at) => ingestArticles(deps(), { paths: at % 2 ? paths : paths.toReversed() })),
    );
    expect(await content()).toEqual(once);
  });

  test('a bare response is known from the moment it is ingested, not from its publication', async () => {
    const { response } = search('', '', 'good');
    await ingestArticles(deps(), { paths: [file('bare.json', response)], symbol: 'A' });
    const rows = await home.warehouse.query(
      'SELECT toString(known_at) AS known, toString(published_at) AS published FROM articles',
    );
    expect(rows).toEqual([{ known: '2025-12-02 12:00:00.000', published: '2025-12-01 00:00:00.000' }]);
  });

  test('a bare response without a symbol is refused with the way out', async () => {
    await expect(ingestArticles(deps(), { paths: [file('bare.json', { results: [] })] })).rejects.toMatchObject({
      code: 'SEARCH_SYMBOL_MISSING',
      kind: 'usage',
    });
  });

  test('a file that is not JSON goes to quarantine once, and the next file is loaded', async () => {
    const paths = [file('a.json', '{ "results": ['), file('b.json', search('', '', 'good').response)];
    for (let delivery = 0; delivery < 3; delivery += 1) {
      const files = await ingestArticles(deps(), { paths, symbol: 'A' });
      expect(files.map(({ quarantined }) => quarantined)).toEqual([1, 0]);
    }
    const entries = await new Quarantine(home.warehouse).list();
    expect(entries).toEqual([expect.objectContaining({ code: 'SEARCH_NOT_A_RESPONSE', payload: '{ "results": [' })]);
  });

  test('an answer that no scorer could use is set aside; a model that cannot be reached is asked again', async () => {
    const path = file('s.json', {
      format: 'fm.searches.v1',
      searches: ['good', 'guarded', 'unreachable'].map((title) =>
        search('A', '2025-12-01T12:00:00Z', title, `https://example.com/${title}`),
      ),
    });
    let reachable = false;
    const asked: string[] = [];
    const scorer: SentimentScorer = {
      version: 'picky',
      atOnce: 10,
      score: async ({ title }) => {
        asked.push(title);
        if (title === 'guarded') throw new FmError('BEDROCK_GUARDRAIL', { what: 'guarded', remedy: 'Read it.' });
        if (title === 'unreachable' && !reachable) {
          throw new FmError('BEDROCK_CALL_FAILED', { what: 'down', remedy: 'Wait.' });
        }
        return localScore(0.5);
      },
    };
    await expect(ingestArticles(deps(scorer), { paths: [path] })).rejects.toMatchObject({
      code: 'BEDROCK_CALL_FAILED',
    });
    reachable = true;
    const [loaded] = await ingestArticles(deps(scorer), { paths: [path] });
    expect(loaded).toMatchObject({ read: 3, added: 0 });
    const [again] = await ingestArticles(deps(scorer), { paths: [path] });
    expect(again).toMatchObject({ read: 3, scored: 0, quarantined: 0 });
    expect(asked.toSorted()).toEqual(['good', 'guarded', 'unreachable', 'unreachable']);
    const rows = 'SELECT score, reason FROM article_sentiment FINAL ORDER BY reason';
    expect(await home.warehouse.query(rows)).toEqual([
      { score: 0.5, reason: '' },
      { score: 0.5, reason: '' },
      { score: null, reason: 'BEDROCK_GUARDRAIL' },
    ]);
    expect(await new Quarantine(home.warehouse).list()).toHaveLength(1);
  });
});

const recorded = `${process.env['FM_REAL_DATA'] ?? new URL('../../../../../shared/data', import.meta.url).pathname}/api-responses/tavily`;

(existsSync(recorded) ? test : test.skip)('the recorded searches: five articles, twelve without a date', async () => {
  const files = await ingestArticles(deps(), { paths: [recorded], symbol: 'NVDA' });
  expect(files.map(({ added, quarantined, scored }) => [added, quarantined, scored])).toEqual([
    [5, 0, 5],
    [0, 5, 0],
    [0, 2, 0],
    [0, 5, 0],
  ]);
  const entries = await new Quarantine(home.warehouse).list();
  expect(new Set(entries.map(({ code }) => code))).toEqual(new Set(['ARTICLE_UNDATED']));
  const [nvidia] = await home.warehouse.query<{ score: number }>(
    `SELECT score FROM article_scores WHERE published_at = '2025-12-01 21:29:54.000'`,
  );
  expect(nvidia!.score).toBeGreaterThan(-1);
  expect(nvidia!.score).toBeLessThan(1);
});
