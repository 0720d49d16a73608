import { describe, expect, test } from '@jest/globals';
import { benjaminiHochberg } from '@fm/factor-math';
import { significanceLimits } from './limits.ts';

const resultsWith = (pValues: readonly number[]) => {
  const adjusted = benjaminiHochberg(Float64Array.from(pValues));
  return pValues.map((pValue, at) => ({
    premium: 0.1,
    statistics: { premiumPValue: pValue, premiumPValueBenjaminiHochberg: adjusted[at] as number },
  }));
};

describe('the limits of |t|', () => {
  test('are both 1.96 for one trial, and for a run without any', () => {
    expect(significanceLimits(resultsWith([0.5])).plain).toBeCloseTo(1.959964, 6);
    expect(significanceLimits(resultsWith([0.5])).adjusted).toBeCloseTo(1.959964, 6);
    expect(significanceLimits([]).adjusted).toBeCloseTo(1.959964, 6);
  });

  test('of a run in which nothing is believed are those of the first step', () => {
    const limits = significanceLimits(resultsWith(Array(100).fill(0.4)));
    expect(limits.adjusted).toBeCloseTo(3.480756, 6);
    expect(limits).toMatchObject({ trials: 100, believed: 0 });
  });

  test('part what is believed from what is not', () => {
    const pValues = [0.0001, 0.002, 0.011, 0.03, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];
    const { adjusted, believed } = significanceLimits(resultsWith(pValues));
    expect(believed).toBe(3);
    // Two-sided normal limits at 0.011 and at 0.03.
    expect(adjusted).toBeLessThanOrEqual(2.5427);
    expect(adjusted).toBeGreaterThan(2.1701);
  });

  test('are where the ledger puts them: trials of other runs raise the line', () => {
    const alone = resultsWith([0.001, 0.6]);
    const beside = alone.map((summary, at) => ({
      ...summary,
      statistics: { ...summary.statistics, ledgerTrials: 40, premiumPValueLedger: at === 0 ? 0.04 : 1 },
    }));
    expect(significanceLimits(alone)).toMatchObject({ trials: 2, believed: 1 });
    const limits = significanceLimits(beside);
    expect(limits).toMatchObject({ trials: 40, believed: 1 });
    // Two-sided normal limit at 0.05 / 40; the premium at 0.001 lies beyond it.
    expect(limits.adjusted).toBeCloseTo(3.227218, 6);
  });

  test('leave out results without a premium', () => {
    const limits = significanceLimits([...resultsWith([0.5]), { premium: null, statistics: {} }]);
    expect(limits.trials).toBe(1);
  });
});
