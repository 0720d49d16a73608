import { describe, expect, test } from '@jest/globals';
import {
  calmarRatio,
  compoundGrowth,
  expectedShortfall,
  maxDrawdown,
  returnsByPeriod,
  rollingBeta,
  rollingSharpe,
  sortinoRatio,
  underWater,
  valueAtRisk,
  worstDrawdowns,
} from '../index.ts';

/** 500 returns that go up and down, one of them missing. */
const returns = Float64Array.from({ length: 500 }, (_, t) => 0.0004 + 0.012 * Math.sin(t * t * 0.37 + t));
returns[40] = NaN;
const there = [...returns].filter((value) => !Number.isNaN(value));
const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('figures of a return series, by loops over their definitions', () => {
  test('Sortino divides by the downside over all sessions', () => {
    let squares = 0;
    for (const value of there) if (value < 0) squares += value * value;
    const expected = (average(there) / Math.sqrt(squares / there.length)) * Math.sqrt(252);
    expect(sortinoRatio(returns)).toBeCloseTo(expected, 12);
    expect(sortinoRatio(Float64Array.of(0.01, 0.02))).toBe(Infinity);
    expect(sortinoRatio(new Float64Array(0))).toBeNaN();
  });

  test('growth and Calmar are of compounded wealth', () => {
    let wealth = 1;
    for (const value of there) wealth *= 1 + value;
    const growth = Math.exp((Math.log(wealth) * 252) / there.length) - 1;
    expect(compoundGrowth(returns)).toBeCloseTo(growth, 12);
    expect(calmarRatio(returns)).toBeCloseTo(growth / Math.abs(maxDrawdown(returns)), 12);
    expect(calmarRatio(Float64Array.of(0.01))).toBeNaN();
    expect(compoundGrowth(Float64Array.of(-1.2, 0.5))).toBe(-1);
  });

  test('value at risk and expected shortfall are those of the twenty returns of a hand', () => {
    const hand = Float64Array.from({ length: 21 }, (_, at) => (at - 10) / 100);
    expect(valueAtRisk(hand)).toBeCloseTo(-0.09, 15);
    expect(expectedShortfall(hand)).toBeCloseTo((-0.1 - 0.09) / 2, 15);
    const sorted = [...there].sort((a, b) => a - b);
    expect(expectedShortfall(returns)).toBeCloseTo(average(sorted.slice(0, Math.floor(498 * 0.05) + 1)), 14);
  });

  test('months and years compound their own sessions', () => {
    const dates = ['2020-01-30', '2020-01-31', '2020-02-03', '2021-01-04'];
    const values = Float64Array.of(0.1, 0.1, NaN, -0.5);
    const months = returnsByPeriod(dates, values, 'month');
    expect(months.map(({ period, sessions }) => [period, sessions])).toEqual([
      ['2020-01', 2],
      ['2021-01', 1],
    ]);
    expect(months[0].value).toBeCloseTo(0.21, 15);
    expect(returnsByPeriod(dates, values, 'year').map(({ period }) => period)).toEqual(['2020', '2021']);
  });

  test('rolling figures are those of each window by itself, and missing where a return is', () => {
    const window = 30;
    const benchmark = returns.map((value, t) => 0.5 * value + 0.001 * Math.cos(t));
    const [sharpe, beta] = [rollingSharpe(returns, window), rollingBeta(returns, benchmark, window)];
    for (const t of [28, 40, 69]) expect([sharpe[t], beta[t]]).toEqual([NaN, NaN]);
    for (const t of [29, 70, 499]) {
      const y = [...returns.subarray(t - 29, t + 1)];
      const x = [...benchmark.subarray(t - 29, t + 1)];
      const deviation = Math.sqrt(y.reduce((sum, value) => sum + (value - average(y)) ** 2, 0) / 29);
      expect(sharpe[t]).toBeCloseTo((average(y) / deviation) * Math.sqrt(252), 10);
      const cross = y.reduce((sum, value, at) => sum + (value - average(y)) * (x[at] - average(x)), 0);
      expect(beta[t]).toBeCloseTo(cross / x.reduce((sum, value) => sum + (value - average(x)) ** 2, 0), 10);
    }
  });
});

describe('drawdowns', () => {
  test('have a peak, a trough and a recovery, deepest first, and the first is the largest drawdown', () => {
    const values = Float64Array.of(0.1, -0.1, 0.2, -0.5, 0.1, 1.5, -0.2);
    const found = worstDrawdowns(values);
    expect(found.map(({ peak, trough, recovery }) => [peak, trough, recovery])).toEqual([
      [2, 3, 5],
      [5, 6, undefined],
      [0, 1, 2],
    ]);
    expect(found[0].depth).toBe(maxDrawdown(values));
    expect(found[1].depth).toBeCloseTo(-0.2, 15);
    expect(worstDrawdowns(returns, 1)[0].depth).toBe(maxDrawdown(returns));
  });

  test('from the first session have their peak before it, and there is none where wealth only grows', () => {
    expect(worstDrawdowns(Float64Array.of(-0.1, NaN, 0.05))).toMatchObject([{ peak: -1, trough: 0 }]);
    expect(worstDrawdowns(Float64Array.of(0.1, 0, 0.2))).toEqual([]);
    expect([...underWater(Float64Array.of(0.1, -1.5, 0.5))]).toEqual([0, -1, -1]);
  });
});
