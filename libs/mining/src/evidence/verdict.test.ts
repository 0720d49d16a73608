import { describe, expect, test } from '@jest/globals';
import type { FactorSummary } from '../results.ts';
import { countBeliefs } from './beliefs.ts';
import { netOnPayingSide } from './paying-side.ts';
import { verdictsOf } from './verdict.ts';

const summaryOf = (
  factor: string,
  premium: number | null,
  statistics: Record<string, number>,
  place: { start?: string; end?: string } = {},
): FactorSummary =>
  ({
    factor,
    start: place.start ?? '2015-01-01',
    end: place.end ?? '2023-12-31',
    premium,
    statistics,
  }) as unknown as FactorSummary;

const sure = { premiumPValue: 0.0001, premiumPValueBenjaminiHochberg: 0.01 };

describe('the verdict on a factor', () => {
  test('is belief only where the p-value survives the number of trials', () => {
    const verdicts = verdictsOf([
      summaryOf('RISK', 0.01, { premiumPValue: 0.5, premiumPValueBenjaminiHochberg: 0.9 }),
      summaryOf('SMB', null, {}),
      summaryOf('PB', -0.1, { premiumPValue: 0.02, premiumPValueBenjaminiHochberg: 0.3 }),
      summaryOf('ROC20', -0.1, sure),
    ]);
    expect(verdicts.map(({ factor, belief }) => [factor, belief])).toEqual([
      ['ROC20', 'believe'],
      ['PB', 'unsure'],
      ['RISK', 'no evidence'],
      ['SMB', 'no result'],
    ]);
    expect(countBeliefs(verdicts)).toBe('1 believe, 1 unsure, 1 no evidence, 1 no result');
  });

  test('is given on the longest range, and says how many others have its sign', () => {
    const [verdict] = verdictsOf([
      summaryOf('ROC20', 0.4, {}, { start: '2020-01-01', end: '2020-12-31' }),
      summaryOf('ROC20', -0.1, sure),
      summaryOf('ROC20', -0.2, {}, { start: '2021-01-01', end: '2021-12-31' }),
      summaryOf('ROC20', null, {}, { start: '2022-01-01', end: '2022-12-31' }),
    ]);
    expect(verdict).toMatchObject({ belief: 'believe', otherRanges: 2, sameSign: 1 });
    expect(verdict?.summary.start).toBe('2015-01-01');
  });

  test('carries what stands against it', () => {
    const [verdict] = verdictsOf([summaryOf('ROC20', 0.1, { ...sure, netPremium: -0.02, spanningAlphaT: 0.3 })]);
    expect(verdict?.caveats).toEqual(['sign against the literature', 'lost to costs', 'spanned by the other factors']);
    const [other] = verdictsOf([summaryOf('ROC20', -0.1, { ...sure, netPremium: -0.15, spanningAlphaT: -4 })]);
    expect(other?.caveats).toEqual([]);
  });

  test('counts costs against the side that earns the premium', () => {
    expect(netOnPayingSide({ premium: 0.1, statistics: { netPremium: 0.04 } })).toBeCloseTo(0.04, 12);
    expect(netOnPayingSide({ premium: -0.1, statistics: { netPremium: -0.16 } })).toBeCloseTo(-0.04, 12);
    expect(netOnPayingSide({ premium: -0.1, statistics: { netPremium: -0.25 } })).toBeCloseTo(0.05, 12);
    expect(netOnPayingSide({ premium: null, statistics: {} })).toBeNull();
  });
});
