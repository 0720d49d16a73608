import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mutated } from '../testing/index.ts';
import { parseSearch } from './parse.ts';

const context = { symbol: 'NVDA', collectedAt: new Date('2025-12-02T00:00:00Z') };

function result(over: Record<string, unknown> = {}) {
  return {
    url: 'https://www.example.com/a?utm_source=t',
    title: 'Shares rise',
    content: 'A good day.',
    score: 0.5,
    published_date: 'Mon, 01 Dec 2025 21:29:54 GMT',
    ...over,
  };
}

test('a result becomes an article under its canonical address', () => {
  const { articles, setAside } = parseSearch({ results: [result()] }, context);
  expect(setAside).toEqual([]);
  expect(articles).toEqual([
    expect.objectContaining({
      symbol: 'NVDA',
      url: 'https://example.com/a',
      title: 'Shares rise',
      relevance: 0.5,
      publishedAt: new Date('2025-12-01T21:29:54Z'),
      collectedAt: context.collectedAt,
    }),
  ]);
});

test('the same page found twice, once with a campaign parameter, is one article', () => {
  const { articles } = parseSearch({ results: [result(), result({ url: 'http://example.com/a/' })] }, context);
  expect(articles).toHaveLength(1);
});

test('an article about two companies has two keys', () => {
  const [one] = parseSearch({ results: [result()] }, context).articles;
  const [two] = parseSearch({ results: [result()] }, { ...context, symbol: 'SNPS' }).articles;
  expect(one!.articleId).not.toBe(two!.articleId);
  expect(one!.contentHash).toBe(two!.contentHash);
});

test.each([
  ['ARTICLE_UNDATED', { published_date: undefined }],
  ['ARTICLE_UNDATED', { published_date: 'yesterday' }],
  ['ARTICLE_NOT_YET', { published_date: '2025-12-09T00:00:00Z' }],
  ['ARTICLE_UNADDRESSED', { url: 'javascript:alert(1)' }],
  ['ARTICLE_MALFORMED', { title: 7 }],
  ['ARTICLE_MALFORMED', { content: '\ud800' }],
])('%s: %j is set aside with its bytes, and the others are kept', (code, over) => {
  const { articles, setAside } = parseSearch({ results: [result(over), result()] }, context);
  expect(articles).toHaveLength(1);
  expect(setAside).toEqual([expect.objectContaining({ code, location: 'results[0]' })]);
  expect(JSON.parse(setAside[0]!.payload)).toEqual(JSON.parse(JSON.stringify(result(over))));
});

test.each([null, undefined, 7, 'x', [], {}, { results: {} }])('%j is not a search response', (response) => {
  expect(parseSearch(response, context).setAside).toEqual([expect.objectContaining({ code: 'SEARCH_MALFORMED' })]);
});

/** Holds mutated copies of a response to what must be true of any; at least `whole` of them lose no article. */
function holdMutations(original: { readonly results: readonly unknown[] }, whole: number): void {
  let untouched = 0;
  fc.assert(
    fc.property(mutated(original), (response) => {
      const { articles, setAside } = parseSearch(response, context);
      for (const article of articles) {
        expect(article.url).toMatch(/^https:\/\//);
        expect(Number.isFinite(article.publishedAt.getTime())).toBe(true);
        expect(article.relevance === null || Number.isFinite(article.relevance)).toBe(true);
        expect(Buffer.from(article.content, 'utf8').toString()).toBe(article.content);
      }
      const results = (response as { results?: unknown } | null)?.results;
      expect(articles.length + setAside.length).toBeGreaterThanOrEqual(
        Array.isArray(results) ? Math.min(1, results.length) : 1,
      );
      if (articles.length === original.results.length) untouched += 1;
    }),
    { seed: 4, numRuns: 2_000 },
  );
  expect(untouched).toBeGreaterThan(whole);
}

test('2,000 mutated responses: every result is an article that could be stored or is set aside', () => {
  holdMutations({ results: [result(), result({ url: 'https://example.com/b' })] }, 100);
});

const recorded = `${process.env['FM_REAL_DATA'] ?? new URL('../../../../../shared/data', import.meta.url).pathname}/api-responses/tavily`;

(existsSync(recorded) ? describe : describe.skip)('recorded searches', () => {
  test('2,000 mutated copies of the news search are articles or set aside', () => {
    const path = `${recorded}/news-topic-TRANSCRIBED-contents-shortened.json`;
    holdMutations(JSON.parse(readFileSync(path, 'utf8')) as { results: unknown[] }, 100);
  });

  test('all five results of the news search are articles', () => {
    const response = JSON.parse(readFileSync(`${recorded}/news-topic-TRANSCRIBED-contents-shortened.json`, 'utf8'));
    const { articles, setAside } = parseSearch(response, context);
    expect(setAside).toEqual([]);
    expect(articles.map(({ publishedAt }) => publishedAt.toISOString())).toEqual([
      '2025-11-28T06:34:57.000Z',
      '2025-11-28T00:00:00.000Z',
      '2025-12-01T21:29:54.000Z',
      '2025-11-28T07:15:00.000Z',
      '2025-11-27T06:07:50.000Z',
    ]);
  });

  test.each([
    ['test_basic_search', 5],
    ['test_factory_with_bound_params', 2],
    ['test_search_with_include_domains', 5],
  ])('%s has topic general: its %i results have no date and are set aside', (name, count) => {
    const { interactions } = JSON.parse(readFileSync(`${recorded}/${name}.json`, 'utf8'));
    const { articles, setAside } = parseSearch(interactions[0].response.body, context);
    expect(articles).toEqual([]);
    expect(setAside.map(({ code }) => code)).toEqual(Array.from({ length: count }, () => 'ARTICLE_UNDATED'));
  });
});
