import { describe, expect, test } from '@jest/globals';
import { deflatedSharpeRatio } from '@fm/factor-math';
import type { FactorSummary } from '@fm/results';
import { withTrials } from './trials.ts';

const summaryOf = (factor: string, sharpe: number, pValue: number, sessions = 1000, role = 'sample'): FactorSummary =>
  ({
    factor,
    ...{ start: '2020-01-01', end: '2023-12-31', role },
    premium: sharpe,
    statistics: {
      sharpePerSession: sharpe,
      premiumPValue: pValue,
      premiumObservations: sessions,
      premiumSkewness: 0.2,
      premiumKurtosis: 4,
    },
  }) as unknown as FactorSummary;

const summaries = [
  summaryOf('A', 0.1, 0.001),
  summaryOf('B', 0, 0.9),
  summaryOf('C', -0.1, 0.002),
  summaryOf('D', 0.2, 0.04, 250),
  summaryOf('E', -0.2, 0.03, 250),
];

describe('the number of things tried', () => {
  const [a, b, c] = withTrials(summaries).map(({ statistics }) => statistics);

  test('is all factors, and p-values are adjusted over them', () => {
    expect(a?.['trials']).toBe(5);
    expect(a?.['premiumPValueBonferroni']).toBeCloseTo(0.005, 12);
    expect(c?.['premiumPValueHolm']).toBeCloseTo(0.008, 12);
    expect(b?.['premiumPValueBenjaminiHochberg']).toBeCloseTo(0.9, 12);
  });

  // All Sharpe ratios at the length of 1,000 sessions: 0.1, 0, -0.1, 0.1, -0.1.
  const variance = 0.01;

  test('deflates by the spread of all Sharpe ratios, brought to the length of the range', () => {
    const sample = { sharpe: 0.1, observations: 1000, skewness: 0.2, kurtosis: 4 };
    expect(a?.['deflatedSharpe']).toBeCloseTo(deflatedSharpeRatio(sample, 5, variance), 12);
  });

  test('measures luck by worthless trials as well, whatever the others show', () => {
    const sample = { sharpe: 0.1, observations: 1000, skewness: 0.2, kurtosis: 4 };
    expect(a?.['sharpeAboveLuck']).toBeCloseTo(deflatedSharpeRatio(sample, 5, 1 / 1000), 12);
  });

  test('a negative premium is deflated as the portfolio sold', () => {
    const sold = { sharpe: 0.1, observations: 1000, skewness: -0.2, kurtosis: 4 };
    expect(c?.['deflatedSharpe']).toBeCloseTo(deflatedSharpeRatio(sold, 5, variance), 12);
  });

  test('does not grow with the date ranges that a factor is shown over', () => {
    const years = summaries.map((summary) => ({ ...summary, role: 'evidence' as const }));
    const both = withTrials([...years, ...summaries]);
    expect(both.slice(5)).toEqual(withTrials(summaries));
    expect(both.slice(0, 5)).toEqual(years);
  });

  test('a factor without a premium is not a trial', () => {
    const without = { ...(summaries[0] as FactorSummary), premium: null };
    const [first, second] = withTrials([without, ...summaries.slice(1)]);
    expect(first?.statistics).not.toHaveProperty('trials');
    expect(second?.statistics['trials']).toBe(4);
  });
});
