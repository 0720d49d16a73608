import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Warehouse } from '../contract.ts';
import { embeddedHome, type TestHome } from '../testing/homes.ts';
import { articlesTable, articleSentimentTable } from '../tables/web-search-tables.ts';
import { sentimentAsOf, sentimentAtCloses, writeSentiment, type ScoredArticle } from './sentiment.ts';

const day = 86_400_000;
const close = Date.parse('2024-03-15T20:00:00Z');

function article(publishedAt: number, score: number, knownAt = publishedAt): ScoredArticle {
  return { symbol: 'A', score, publishedAt, publishedDay: new Date(publishedAt).toISOString().slice(0, 10), knownAt };
}

describe('sentimentAtCloses', () => {
  const at = (...scores: ScoredArticle[]) => sentimentAtCloses('A', scores, [close])[0]!;

  test('averages the articles of the 14 days up to the close, and those of the latest day apart', () => {
    const found = at(
      article(close - 15 * day, -1),
      article(close - 10 * day, 0.5),
      article(close - 2 * day, 0.1),
      article(close - 2 * day + 1, 0.3),
    );
    expect(found).toMatchObject({ articles14: 3, articlesLatestDay: 2 });
    expect(found.average14).toBeCloseTo(0.3, 12);
    expect(found.latestDay).toBeCloseTo(0.2, 12);
  });

  test('the latest day may lie before the window; no article at all is missing, not zero', () => {
    expect(at(article(close - 40 * day, 0.7))).toMatchObject({ average14: null, articles14: 0, latestDay: 0.7 });
    expect(at()).toMatchObject({ average14: null, latestDay: null });
  });

  test('an article collected at the close or later does not count, whenever it was published', () => {
    const before = article(close - 2 * day, 0.4);
    expect(at(before, article(close - day, -1, close)).average14).toBe(0.4);
    expect(at(before, article(close - day, -1, close)).latestDay).toBe(0.4);
    expect(at(before, article(close - day, -1, close - 1)).latestDay).toBe(-1);
  });

  test('articles known after a close never change it, and slices of closes give the same bits', () => {
    const times = fc.tuple(
      fc.integer({ min: -60, max: 10 }),
      fc.integer({ min: 0, max: 20 }),
      fc.double({ min: -1, max: 1, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(times, { maxLength: 40 }), (list) => {
        const scores = list
          .map(([published, lag, score]) =>
            article(close + published * (day / 3), score, close + published * (day / 3) + lag * 3_600_000),
          )
          .sort((a, b) => a.publishedAt - b.publishedAt);
        const closes = [close - 3 * day, close - day, close];
        const all = sentimentAtCloses('A', scores, closes);
        closes.forEach((moment, index) => {
          const past = scores.filter(({ knownAt }) => knownAt < moment);
          expect(sentimentAtCloses('A', past, [moment])).toEqual([all[index]]);
        });
      }),
      { seed: 2, numRuns: 300 },
    );
  });
});

describe('sentiment in the warehouse', () => {
  let home: TestHome;
  let warehouse: Warehouse;
  beforeAll(async () => {
    home = await embeddedHome();
    warehouse = home.warehouse;
    await store('1', '2024-03-14 15:00:00.000', '2024-03-14 15:30:00.000', 0.5);
    await store('2', '2024-03-15 02:00:00.000', '2024-03-15 19:59:59.999', -0.5);
    await store('3', '2024-03-15 02:00:00.000', '2024-03-15 20:00:00.000', 1);
    await store('4', '2024-03-15 02:00:00.000', '2024-03-15 12:00:00.000', null);
  });
  afterAll(() => home.end());

  async function store(id: string, published_at: string, known_at: string, score: number | null) {
    const key = { symbol: 'A', article_id: id, content_hash: 'c', version: 1n };
    await warehouse.insert(articlesTable, [
      {
        ...key,
        url: '',
        title: '',
        content: '',
        relevance: null,
        published_at,
        collected_at: known_at,
        known_at,
        source: 't',
        synthetic: false,
      },
    ]);
    await warehouse.insert(articleSentimentTable, [
      {
        ...key,
        scorer: 's1',
        score,
        reason: '',
        model: '',
        prompt_hash: '',
        input_hash: '',
        raw_answer: '',
        input_tokens: null,
        output_tokens: null,
        scored_at: known_at,
      },
    ]);
  }

  test("as of the close only what was known before it counts, and its day is New York's", async () => {
    const [found] = await sentimentAsOf(warehouse, { symbols: ['A'], scorer: 's1', closes: [close] });
    expect(found).toEqual({
      symbol: 'A',
      close,
      average14: 0,
      articles14: 2,
      latestDay: 0,
      articlesLatestDay: 2,
    });
  });

  test('a scorer of another version has no say', async () => {
    const [found] = await sentimentAsOf(warehouse, { symbols: ['A'], scorer: 's2', closes: [close] });
    expect(found!.average14).toBeNull();
  });

  test('the daily table puts an article on the first day at whose close it was known', async () => {
    expect(
      await warehouse.query('SELECT toString(date) AS date, mean_score, articles FROM daily_sentiment ORDER BY date'),
    ).toEqual([
      { date: '2024-03-14', mean_score: 0.5, articles: 1 },
      { date: '2024-03-15', mean_score: -0.5, articles: 1 },
      { date: '2024-03-16', mean_score: 1, articles: 1 },
    ]);
  });
});

test('panels hold what is said at each close, and nothing where no article counts', () => {
  const moment = fc.integer({ min: 0, max: 40 }).map((hours) => hours * 3_600_000 * 12);
  const drawn = fc.record({ score: fc.double({ min: -1, max: 1, noNaN: true }), publishedAt: moment, delay: moment });
  fc.assert(
    fc.property(fc.array(drawn, { maxLength: 30 }), (articles) => {
      const scores = articles
        .map(({ score, publishedAt, delay }) => article(publishedAt, score, publishedAt + delay))
        .sort((a, b) => a.publishedAt - b.publishedAt);
      const closes = Array.from({ length: 25 }, (_, t) => t * day);
      const panels = { average14: new Float64Array(50).fill(NaN), latestDay: new Float64Array(50).fill(NaN) };
      writeSentiment(scores, closes, panels, 1, 2);
      closes.forEach((close, t) => {
        const known = scores.filter(({ publishedAt, knownAt }) => publishedAt <= close && knownAt < close);
        const recent = known.filter(({ publishedAt }) => publishedAt > close - 14 * day);
        const latest = known.filter(({ publishedDay }) => publishedDay === known.at(-1)?.publishedDay);
        expect(panels.average14[2 * t + 1]).toBe(meanOf(recent));
        expect(panels.latestDay[2 * t + 1]).toBe(meanOf(latest));
        expect(panels.average14[2 * t]).toBeNaN();
      });
    }),
  );
});

function meanOf(articles: readonly { readonly score: number }[]): number {
  return articles.reduce((sum, { score }) => sum + score, 0) / articles.length;
}
