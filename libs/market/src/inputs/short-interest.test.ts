import { expect, test } from '@jest/globals';
import type { Frame } from './frame.ts';
import { shortInterestSource as source, type RawShortInterest } from './short-interest.ts';

const millis = 86_400_000;
const calendar = Int32Array.from([100, 101, 102, 103, 104, 105]);
const frameWith = (splits: Frame['splits']): Frame => ({
  ...{ symbols: ['A', 'B'], calendar, splits },
  closes: Float64Array.from(calendar, (day) => (day + 0.9) * millis),
  // Short interest takes no prices.
  prices: {} as Frame['prices'],
});
const count = (settled: number, known: number, shares: number): RawShortInterest => {
  return { symbol: 'A', settled, knownAt: known * millis, shares };
};
const column = (facts: readonly RawShortInterest[], splits: Frame['splits'] = []): number[] => {
  const { values } = source.panel('sharesShort', partOf(facts), frameWith(splits));
  return Array.from(calendar, (_, t) => values[2 * t] ?? NaN);
};
const partOf = (facts: readonly RawShortInterest[]) => source.partOf(facts, ['A', 'B'], ['sharesShort']);

test('a count is there from the close after its publication until the next one', () => {
  expect(column([count(90, 101, 50), count(95, 104.95, 70)])).toEqual([NaN, 50, 50, 50, 50, 70]);
});

test('an old count that is corrected after a newer one was published changes nothing', () => {
  const facts = [count(90, 100, 50), count(95, 102, 70), count(90, 103, 55)];
  expect(column(facts)).toEqual([50, 50, 70, 70, 70, 70]);
  expect(column(facts.reverse())).toEqual([50, 50, 70, 70, 70, 70]);
});

test('a newest count that is corrected is corrected from then on', () => {
  expect(column([count(90, 100, 50), count(90, 103, 55)])).toEqual([50, 50, 50, 55, 55, 55]);
});

test('of counts that are published at once the latest settlement date is used, in whatever order they come', () => {
  const facts = [count(95, 101, 70), count(90, 101, 50)];
  expect(column(facts)).toEqual(column(facts.reverse()));
  expect(column(facts).at(-1)).toBe(70);
});

test('a count of before a split is on the basis of the session, whether it was published before or after it', () => {
  const split = { stock: 0, day: 102, ratio: 4 };
  expect(column([count(90, 100, 50)], [split])).toEqual([50, 50, 200, 200, 200, 200]);
  expect(column([count(99, 103, 60)], [split])).toEqual([NaN, NaN, NaN, 240, 240, 240]);
  expect(column([count(102, 103, 240)], [split])).toEqual([NaN, NaN, NaN, 240, 240, 240]);
});

test('a stock without a count says so', () => {
  const part = partOf([count(90, 100, 50)]);
  expect(source.whyMissing('sharesShort', part, frameWith([]), 3)).toBe('sharesShort: no short interest known');
});
