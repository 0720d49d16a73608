import { expect, test } from '@jest/globals';
import { findFactor, type FactorDefinition } from '@fm/factors';
import { assembleMarket } from '@fm/market';
import { inventedRawMarket } from '@fm/market/testing/raw-market';
import { statisticText } from '@fm/results/evidence';
import { testFactor } from './assess-factor.ts';
import { computeFactor } from './compute-factor.ts';

const raw = inventedRawMarket(12, 300);
const universe = { name: 'test', members: raw.symbols.map((symbol) => ({ symbol })), dated: false };
const needs = { inputs: new Set(['adjClose'] as const), until: '2030-01-01', weighting: 'equal' as const };
const market = assembleMarket(raw, universe, needs);
const how = { groups: 3, horizons: [1, 5], costBasisPoints: 10 };
const computed = computeFactor(market, findFactor('ROC20') as FactorDefinition, how);
const range = { from: 100, to: 299, start: market.sessions[100] ?? '', end: market.sessions[299] ?? '' };
const [summary] = testFactor(market, computed, [range]).summaries;

test('the share of positive information coefficients counts those whose forward returns end within the range', () => {
  for (const horizon of how.horizons) {
    const series = computed.signal?.informationCoefficients.get(horizon) ?? new Float64Array();
    // A signal of session t - 1 is judged by the return of the sessions t to t + horizon - 1.
    const within = Array.from(series.slice(99, 299 - horizon + 1)).filter(Number.isFinite);
    const share = within.filter((coefficient) => coefficient > 0).length / within.length;
    expect(share).toBeGreaterThan(0.2);
    expect(summary?.statistics[`ic${horizon}PositiveShare`]).toBeCloseTo(share, 12);
  }
});

test('every statistic that a summary holds has a section, a label and a unit', () => {
  const names = Object.keys(summary?.statistics ?? {});
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => statisticText(name) === undefined)).toEqual([]);
});
