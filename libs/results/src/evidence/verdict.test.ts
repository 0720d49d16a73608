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
    role: '',
  }) as unknown as FactorSummary;

const sure = { premiumPValue: 0.0001, premiumPValueBenjaminiHochberg: 0.01, sharpeAboveLuck: 0.9 };

const beliefOf = (premium: number | null, statistics: Record<string, number>, holdout?: number): string =>
  verdictsOf([
    { ...summaryOf('ROC20', premium, statistics), role: 'sample' },
    ...(holdout === undefined ? [] : [{ ...summaryOf('ROC20', holdout, {}), role: 'holdout' as const }]),
  ])[0]?.belief as string;

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
      ['SMB', 'no answer'],
    ]);
    expect(countBeliefs(verdicts)).toBe('1 believe; 1 unsure; 1 no evidence; 1 no answer');
  });

  test('expects of a formula the sign that its author gave, whatever factor the catalogue has of the name', () => {
    const formulas = [
      { name: 'mom', formula: 'close', sign: 1 as const },
      { name: 'PB', formula: 'open' },
    ];
    const verdicts = verdictsOf([summaryOf('mom', -0.1, sure), summaryOf('PB', -0.1, sure)], formulas);
    expect(verdicts.map(({ factor, expectedSign, caveats }) => [factor, expectedSign, caveats.join()])).toEqual([
      ['PB', 0, expect.not.stringContaining('literature')],
      ['mom', 1, expect.stringContaining('sign against the literature')],
    ]);
  });

  test('takes costs, deflation and the hold-out into account', () => {
    const costly = { tradingCost: 0.12, netPremium: -0.02 };
    expect(beliefOf(0.1, { ...sure, tradingCost: 0.05, netPremium: 0.05 })).toBe('believe');
    expect(beliefOf(0.1, { ...sure, ...costly })).toBe('believe, not tradable');
    expect(beliefOf(0.1, { ...sure, sharpeAboveLuck: 0.4 })).toBe('unsure');
    expect(beliefOf(0.1, sure, -0.01)).toBe('unsure');
    expect(beliefOf(-0.1, sure, -0.01)).toBe('believe');
    expect(beliefOf(0.1, { ...costly, premiumPValue: 0.05 })).toBe('no evidence');
  });

  test('without a long-short return is no answer, with the reason', () => {
    const drops = [
      { reason: 'warm_up', unit: 'stock-sessions' as const, count: 900 },
      { reason: 'one_value_spans_both_legs', unit: 'sessions' as const, count: 40 },
    ];
    const [verdict] = verdictsOf([{ ...summaryOf('ROC20', null, {}), coverage: { drops } }] as never);
    expect(verdict).toMatchObject({ belief: 'no answer', side: null });
    expect(verdict?.caveats.join()).toContain('the signal puts no stocks above others');
  });

  test('is given on the sample, however long the other ranges are, and says how many of them have its sign', () => {
    const year = (number: number) => ({ start: `${number}-01-01`, end: `${number}-12-31` });
    const [verdict] = verdictsOf([
      { ...summaryOf('ROC20', 0.4, {}, { start: '2000-01-01', end: '2014-12-31' }), role: 'holdout' },
      { ...summaryOf('ROC20', -0.1, sure), role: 'sample' },
      { ...summaryOf('ROC20', -0.2, {}, year(2021)), role: 'evidence' },
      { ...summaryOf('ROC20', 0.2, {}, year(2022)), role: 'evidence' },
      { ...summaryOf('ROC20', null, {}, year(2023)), role: 'partial' },
    ]);
    expect(verdict).toMatchObject({ belief: 'unsure', otherRanges: 2, sameSign: 1, byOlderRules: false });
    expect(verdict?.summary.start).toBe('2015-01-01');
    expect(verdict?.caveats).toContain('other sign in the hold-out');
  });

  test('of a run of older rules is given on its longest range and marked', () => {
    const [verdict] = verdictsOf([
      summaryOf('ROC20', 0.4, {}, { start: '2020-01-01', end: '2020-12-31' }),
      summaryOf('ROC20', -0.1, sure),
    ]);
    expect(verdict).toMatchObject({ belief: 'believe', byOlderRules: true });
    expect(verdict?.summary.premium).toBe(-0.1);
  });

  test('carries the evidence against it', () => {
    const [verdict] = verdictsOf([
      summaryOf('ROC20', 0.1, { ...sure, tradingCost: 0.12, netPremium: -0.02, spanningAlphaPValue: 0.3 }),
    ]);
    expect(verdict?.caveats).toEqual(['lost to costs', 'sign against the literature', 'spanned by the other factors']);
    const [other] = verdictsOf([
      summaryOf('ROC20', -0.1, { ...sure, tradingCost: 0.05, netPremium: 0.05, spanningAlphaPValue: 0.01 }),
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

  test('of a current run is the one that is stored', () => {
    const summary = { premium: -0.1, statistics: { tradingCost: 0.3, netPremium: -0.2 } };
    expect(withHolderNet(summary)).toBe(summary);
    expect(netOfHolder(summary)).toBe(-0.2);
  });
});
