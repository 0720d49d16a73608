import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lexiconScorer } from './lexicon.ts';

const scoreOf = async (title: string, content = '') =>
  (await lexiconScorer.score({ symbol: 'A', title, content })).value;

test('good news is positive, bad news negative, plain news neutral', async () => {
  expect(await scoreOf('Strong growth wins praise')).toBeGreaterThan(0.3);
  expect(await scoreOf('Fraud leads to bankruptcy and lawsuit')).toBeLessThan(-0.3);
  expect(await scoreOf('The board meets on Monday')).toBe(0);
});

test('one word of valence 3 scores 3 / sqrt(9 + 15)', async () => {
  expect(await scoreOf('good')).toBeCloseTo(3 / Math.sqrt(24), 12);
  expect(await scoreOf('not good')).toBeCloseTo(-2.22 / Math.sqrt(2.22 ** 2 + 15), 12);
  expect(await scoreOf('not that it was anything but good')).toBeGreaterThan(0);
});

test('text without English words has no score, and says so', async () => {
  expect(await lexiconScorer.score({ symbol: 'A', title: '決算', content: '123' })).toMatchObject({
    value: null,
    reason: 'SCORE_NO_WORDS',
  });
});

test('every text scores within -1 and 1, twice the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.lorem({ maxCount: 30 }), async (title, content) => {
      const value = await scoreOf(title, content);
      expect(value === null || Math.abs(value) <= 1).toBe(true);
      expect(await scoreOf(title, content)).toBe(value);
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('words of the language itself are not lexicon entries', async () => {
  expect(await scoreOf('constructor toString hasOwnProperty')).toBe(0);
});

test.each([
  ['Shares fall on profit taking as sellers drag the index lower.', 'bad'],
  [
    'The company filed for Chapter 11 after an SEC subpoena; goodwill impairment booked, guidance lowered, shares plunge.',
    'bad',
  ],
  ['Analysts downgrade the stock after it misses estimates and cuts its dividend forecast', 'bad'],
  ['Losses widen as the recall drags on and a probe begins', 'bad'],
  ['The oil firm named a vice president of crude trading; gross capital of the mine fund is unchanged.', 'neutral'],
  ['United Natural Trust holds 5 % of the shares of the gold mine', 'neutral'],
  ['Interest on the debt and fines are part of gross charges', 'neutral'],
  ['The company beats estimates; revenue reaches a record high.', 'good'],
  ['Shares surge after the bank raises guidance', 'good'],
])('%s: %s news', async (text, kind) => {
  const value = (await scoreOf('News', text)) as number;
  if (kind === 'neutral') expect(Math.abs(value)).toBeLessThan(0.1);
  else expect(Math.sign(value)).toBe(kind === 'good' ? 1 : -1);
});

test('a phrase counts instead of its words', async () => {
  expect(await scoreOf('profit taking')).toBeCloseTo(-1 / Math.sqrt(16), 12);
  expect(await scoreOf('profit')).toBeGreaterThan(0);
});
