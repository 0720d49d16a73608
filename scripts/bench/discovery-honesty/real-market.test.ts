import { expect, test } from '@jest/globals';
import { everyCaseOr } from '@fm/platform/testing';
import { permuted, searchPermuted, type NoiseOutcome } from '@fm/discovery/honesty';
import { readRealMarket, whyNoRealMarket } from './real-market.ts';

const onRealPrices = whyNoRealMarket === undefined ? test : test.skip;
const note = whyNoRealMarket === undefined ? '' : ` (skipped: ${whyNoRealMarket})`;

onRealPrices(`over real returns of other sessions the gate declares little${note}`, async () => {
  const market = await readRealMarket();
  const size = { stocks: market.symbols.length, sessions: market.sessions.length, budget: 60, horizon: 1 };
  expect(size.stocks).toBeGreaterThan(40);
  expect(market.synthetic).toBe(false);
  // The features are those of the market, and no session keeps its returns.
  const moved = permuted(market, 1);
  expect(moved.panels).toBe(market.panels);
  expect(sameSessions(market.returns.values, moved.returns.values, size.stocks)).toBeLessThan(0.02);
  const outcomes: NoiseOutcome[] = [];
  const seeds = everyCaseOr([1, 2, 3, 4, 5], [1]);
  for (const seed of seeds) outcomes.push(await searchPermuted(market, seed, size));
  // Of five with a chance of 5 % each more than one declare in 2 % of samples.
  expect(outcomes.filter(({ declared }) => declared).length).toBeLessThanOrEqual(Math.floor(seeds.length / 5));
});

/** Share of the sessions on which every stock has the same return in both. */
function sameSessions(one: Float64Array, other: Float64Array, stocks: number): number {
  const sessions = one.length / stocks;
  let same = 0;
  for (let t = 0; t < sessions; t++) {
    const row = (values: Float64Array): Float64Array => values.subarray(t * stocks, (t + 1) * stocks);
    if (row(one).every((value, i) => Object.is(value, row(other)[i]))) same++;
  }
  return same / sessions;
}
