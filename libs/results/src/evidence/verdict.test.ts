import { describe, expect, test } from '@jest/globals';
import type { FactorSummary } from '../results.ts';
import { countBeliefs } from './beliefs.ts';
import { netOfHolder, withHolderNet } from './holder.ts';
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
    const [verdict] = verdictsOf([
      summaryOf('ROC20', 0.1, { ...sure, tradingCost: 0.12, netPremium: -0.02, spanningAlphaT: 0.3 }),
    ]);
    expect(verdict?.caveats).toEqual(['sign against the literature', 'lost to costs', 'spanned by the other factors']);
    const [other] = verdictsOf([
      summaryOf('ROC20', -0.1, { ...sure, tradingCost: 0.05, netPremium: 0.05, spanningAlphaT: -4 }),
    ]);
    expect(other?.caveats).toEqual([]);
  });

  test('names the side that pays, and a loss of who holds it is a loss, whatever the verdict', () => {
    const [lost] = verdictsOf([
      summaryOf('RSI14', -0.048, { premiumPValue: 0.4, tradingCost: 0.167, netPremium: -0.119 }),
    ]);
    expect(lost).toMatchObject({ belief: 'no evidence', side: 'short' });
    expect(lost?.caveats).toContain('lost to costs');
    const [kept] = verdictsOf([summaryOf('RSI14', -0.3, { tradingCost: 0.167, netPremium: 0.133 })]);
    expect(kept?.caveats).not.toContain('lost to costs');
  });
});

describe('the premium after costs', () => {
  const held = (premium: number, netOfHighMinusLow: number) =>
    netOfHolder({ premium, statistics: { netPremium: netOfHighMinusLow } });

  test('of an older run, stored as High minus Low, is worked out for who holds the side that pays', () => {
    expect(held(0.1, 0.04)).toBeCloseTo(0.04, 12);
    expect(held(-0.1, -0.16)).toBeCloseTo(0.04, 12);
    expect(held(-0.1, -0.25)).toBeCloseTo(-0.05, 12);
    expect(netOfHolder({ premium: null, statistics: {} })).toBeNull();
  });

  test('of a run of today is the one that is stored', () => {
    const summary = { premium: -0.1, statistics: { tradingCost: 0.3, netPremium: -0.2 } };
    expect(withHolderNet(summary)).toBe(summary);
    expect(netOfHolder(summary)).toBe(-0.2);
  });
});
