import { describe, expect, test } from '@jest/globals';
import type { FactorInputs } from './definition.ts';
import { findFactor, listFactors, listVariants } from './registry.ts';

describe('the catalogue', () => {
  test('names no factor and no alias twice', () => {
    const names = [...listFactors(), ...listVariants()]
      .flatMap((factor) => [factor.name, ...factor.aliases])
      .map((name) => name.toLowerCase());
    expect(names).toEqual([...new Set(names)]);
  });

  test.each([...listFactors(), ...listVariants()].map((factor) => [factor.name, factor] as const))(
    '%s says what it is and where it comes from',
    (_, factor) => {
      expect(factor.description).toMatch(/\.$/);
      expect(factor.source).toMatch(/\(\d{4}\)|\d{4}/);
      expect(factor.inputs.length).toBeGreaterThan(0);
      expect(factor.unit).not.toBe('');
      expect(Number.isInteger(factor.revision)).toBe(true);
    },
  );

  test('finds a factor by its name or an alias, whatever the case', () => {
    expect(findFactor('roc20')?.name).toBe('ROC20');
    expect(findFactor(' ROC ')?.name).toBe('ROC20');
    expect(findFactor('volume')?.name).toBe('TradingVolume');
    expect(findFactor('nothing')).toBeUndefined();
  });

  test('offers other definitions by name, each of a factor that is there', () => {
    expect(findFactor('current_liabilities_to_equity')).toMatchObject({ variantOf: 'DebtToEquity' });
    expect(listVariants().map(({ name }) => name)).toEqual([
      'RSI14Cutler',
      'RSI28Cutler',
      'CurrentLiabilitiesToEquity',
    ]);
    for (const { variantOf } of listVariants()) expect(listFactors().map(({ name }) => name)).toContain(variantOf);
  });

  test.each([
    ...['PEG', 'RSI14', 'RSI28', 'SMB', 'HML', 'Rm_Rf', 'PB', 'TradingVolume', 'ROC20', 'CurrentRatio', 'CashRatio'],
    ...['InventoryTurnover', 'GrossProfitMargin', 'DebtToEquity', 'InterestCoverage', 'RevenueGrowth', 'BoardAge'],
    ...['ExecCompToRevenue', 'EnvRating', 'AvgSentiment14', 'NEWSENT', 'CEOS', 'ESGI', 'MTCI', 'RISK', 'STTG'],
    ...['MARKET', 'VOLUME', 'ROC', 'CR', 'CASH', 'IT', 'GPM', 'DE', 'IC', 'RG', 'BA', 'EC', 'ER', 'SENT'],
  ])('knows %s of the reference platform', (name) => {
    expect(findFactor(name)).toBeDefined();
  });

  test('has a value only from its warm-up on, and needs no session after t', () => {
    const days = 60;
    const values = Float64Array.from({ length: days }, (_, t) => 100 + ((t * 7919) % 13));
    const inputsUntil = (end: number): FactorInputs => ({
      sessions: [],
      riskFree: new Float64Array(end),
      panel: () => ({ days: end, stocks: 1, values: values.slice(0, end) }),
    });
    for (const factor of [...listFactors(), ...listVariants()]) {
      if (factor.kind !== 'characteristic' || factor.type !== 'technical') continue;
      const computed = factor.compute(inputsUntil(days)).values;
      const first = computed.findIndex((value) => Number.isFinite(value));
      const expected = factor.inputs[0] === 'volume' ? factor.warmUp - 1 : factor.warmUp;
      expect({ factor: factor.name, first }).toEqual({ factor: factor.name, first: expected });
      for (const t of [first, 45]) expect(factor.compute(inputsUntil(t + 1)).values[t]).toBe(computed[t]);
    }
  });
});
