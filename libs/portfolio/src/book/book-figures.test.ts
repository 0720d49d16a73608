import { expect, test } from '@jest/globals';
import { weekdays } from '@fm/warehouse/testing/wave-prices';
import { figuresOf } from './book-figures.ts';

const dates = weekdays('2020-01-01', 300);
const returns = Float64Array.from(dates, (_, t) => 0.001 + Math.sin(t * 1.7) / 80 + (t % 17 === 0 ? -0.02 : 0));
const rate = Float64Array.from(dates, () => 0.0001);

test('figures are those of loops over the returns', () => {
  const found = figuresOf(dates, returns, rate);
  const n = returns.length;
  const mean = returns.reduce((sum, r) => sum + r, 0) / n;
  const deviation = Math.sqrt(returns.reduce((sum, r) => sum + (r - mean) ** 2, 0) / (n - 1));
  const moment = (k: number): number => returns.reduce((sum, r) => sum + (r - mean) ** k, 0) / n;
  const downside = Math.sqrt(returns.reduce((sum, r) => sum + Math.min(0, r - 0.0001) ** 2, 0) / n);
  let [level, peak, worst] = [1, 1, 0];
  for (const r of returns) {
    level *= 1 + r;
    peak = Math.max(peak, level);
    worst = Math.min(worst, level / peak - 1);
  }
  const sorted = [...returns].sort((a, b) => a - b);
  const expected = {
    mean: 252 * mean,
    volatility: Math.sqrt(252) * deviation,
    sharpe: (Math.sqrt(252) * (mean - 0.0001)) / deviation,
    sortino: (Math.sqrt(252) * (mean - 0.0001)) / downside,
    wealth: level,
    growth: level ** (252 / n) - 1,
    maxDrawdown: worst,
    calmar: (level ** (252 / n) - 1) / -worst,
    skewness: moment(3) / moment(2) ** 1.5,
    kurtosis: moment(4) / moment(2) ** 2,
    valueAtRisk: sorted[14]! + 0.95 * (sorted[15]! - sorted[14]!),
    expectedShortfall: sorted.slice(0, 15).reduce((sum, r) => sum + r, 0) / 15,
  };
  for (const [name, value] of Object.entries(expected))
    expect([name, found[name as keyof typeof expected]]).toEqual([name, expect.closeTo(value, 9)]);
});

test('months and years compound to the whole, and drawdowns carry their days', () => {
  const { monthly, yearly, wealth, drawdowns, maxDrawdown } = figuresOf(dates, returns);
  for (const periods of [monthly, yearly])
    expect(periods.reduce((product, { value }) => product * (1 + value), 1)).toBeCloseTo(wealth as number, 12);
  expect(yearly.map(({ period }) => period)).toEqual(['2020', '2021']);
  const [deepest] = drawdowns;
  expect(deepest!.depth).toBe(maxDrawdown);
  const between = (from: string, to: string): number =>
    returns.reduce((product, r, t) => (dates[t]! > from && dates[t]! <= to ? product * (1 + r) : product), 1) - 1;
  expect(between(deepest!.peak as string, deepest!.trough)).toBeCloseTo(deepest!.depth, 12);
});

test('no returns have no figures', () => {
  expect(figuresOf([], new Float64Array(0))).toMatchObject({
    sessions: 0,
    mean: null,
    sharpe: null,
    maxDrawdown: null,
  });
});
