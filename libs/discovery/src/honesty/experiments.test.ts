import { expect, test } from '@jest/globals';
import { inventMarket } from '../invented/invented-market.ts';
import { permuted, searchNoise, searchPermuted, searchPlanted, type NoiseFutures } from './experiments.ts';

const size = { stocks: 24, sessions: 480, budget: 120, horizon: 1 };

test('over noise the gate declares on few continuations; taking every finalist by itself would on most', async () => {
  const outcomes: NoiseFutures[] = [];
  for (let seed = 1; seed <= 2; seed++) outcomes.push(await searchNoise(seed, size, 12));
  const sum = (name: 'declaredInFutures' | 'significantInFutures') =>
    outcomes.reduce((total, outcome) => total + outcome[name], 0);
  // Of 24 with a chance of 5 % each more than 5 are seen once in a thousand times.
  expect(sum('declaredInFutures')).toBeLessThanOrEqual(5);
  expect(sum('significantInFutures')).toBeGreaterThan(8);
});

test('continuations share what is before them and nothing after', () => {
  const [first, again] = [0, 1].map((draw) => inventMarket({ seed: 3, ...size, redrawn: { from: 200, draw } }));
  const closes = (market: typeof first): Float64Array => market?.panels.get('close') as Float64Array;
  const place = 200 * size.stocks;
  expect(closes(first).subarray(0, place)).toEqual(closes(again).subarray(0, place));
  for (let cell = place; cell < closes(first).length; cell++) expect(closes(first)[cell]).not.toBe(closes(again)[cell]);
});

test('a planted formula makes something survive; one that ends where the validation begins does not', async () => {
  const planted = { formula: '-ts_returns(close, 5)', coefficient: 0.15 };
  const larger = { ...size, stocks: 32, sessions: 600 };
  expect((await searchPlanted(1, larger, planted)).survivors).toBeGreaterThan(0);
  expect(await searchPlanted(1, larger, planted, true)).toEqual({ survivors: 0, found: false });
});

test('returns that are permuted by blocks keep what stocks have in common and lose what predicted them', async () => {
  const market = inventMarket({
    ...{ seed: 4, ...size },
    planted: [{ formula: '-ts_returns(close, 5)', coefficient: 0.15 }],
  });
  const moved = permuted(market, 1);
  const sum = (values: Float64Array) => values.filter((value) => !Number.isNaN(value)).reduce((a, b) => a + b, 0);
  expect(sum(moved.returns.values)).toBeCloseTo(sum(market.returns.values), 8);
  expect(moved.returns.values).not.toEqual(market.returns.values);
  expect(await searchPermuted(market, 1, size)).toMatchObject({ declared: false });
});
