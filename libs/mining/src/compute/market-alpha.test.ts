import { expect, test } from '@jest/globals';
import { findFactor, type FactorDefinition } from '@fm/factors';
import { assembleMarket } from '@fm/market';
import { inventedRawMarket } from '@fm/market/testing/raw-market';
import { computeFactor } from './compute-factor.ts';
import { testFactor } from './assess-factor.ts';

test('alpha and beta against the market are those of a line through its returns less the risk-free rate', () => {
  const raw = inventedRawMarket(12, 200);
  const universe = { name: 'test', dated: false, members: raw.symbols.map((symbol) => ({ symbol })) };
  const needs = { inputs: new Set(['adjClose'] as const), until: '2030-01-01', weighting: 'equal' } as const;
  const market = assembleMarket(raw, universe, needs);
  const factor = findFactor('ROC20') as FactorDefinition;
  const computed = computeFactor(market, factor, { groups: 3, horizons: [1], costBasisPoints: 10 });
  const last = market.sessions.length - 1;
  const range = { from: 0, to: last, start: market.sessions[0]!, end: market.sessions[last]! };
  const { statistics } = testFactor(market, computed, [range]).summaries[0]!;
  const pairs = [...computed.returns.spread].flatMap((y, t) => {
    const row = [...market.returns.values.subarray(t * 12, (t + 1) * 12)].filter(Number.isFinite);
    return Number.isFinite(y) ? [{ y, x: row.reduce((sum, r) => sum + r, 0) / row.length - market.riskFree[t]! }] : [];
  });
  const mean = (of: (pair: (typeof pairs)[number]) => number): number =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)];
  const beta = mean(({ x, y }) => (x - meanX) * (y - meanY)) / mean(({ x }) => (x - meanX) ** 2);
  expect(market.riskFree.some((rate) => rate > 0)).toBe(true);
  expect(statistics['marketBeta']).toBeCloseTo(beta, 10);
  expect(statistics['marketAlpha']).toBeCloseTo(252 * (meanY - beta * meanX), 10);
});
