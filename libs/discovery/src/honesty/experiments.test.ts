import { expect, test } from '@jest/globals';
import { inventMarket } from '../invented/invented-market.ts';
import { permuted, searchNoise, searchPermuted, searchPlanted } from './experiments.ts';

const size = { stocks: 32, sessions: 600, budget: 200, horizon: 1 };

test('over noise the gate declares in few searches; the naive rule would have in more', async () => {
  const outcomes = [];
  for (let seed = 1; seed <= 6; seed++) outcomes.push(await searchNoise(seed, size));
  expect(outcomes.filter(({ declared }) => declared).length).toBeLessThanOrEqual(1);
  expect(outcomes.filter(({ naive }) => naive).length).toBeGreaterThanOrEqual(1);
});

test('a planted formula makes something survive; one that ends where the validation begins does not', async () => {
  const planted = { formula: '-ts_returns(close, 5)', coefficient: 0.15 };
  expect((await searchPlanted(1, size, planted)).survivors).toBeGreaterThan(0);
  expect(await searchPlanted(1, size, planted, true)).toEqual({ survivors: 0, found: false });
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
