import { describe, expect, test } from '@jest/globals';
import { missingPanel } from '@fm/factor-math';
import { defineFactor, listFactors, type CharacteristicFactor, type FactorDefinition } from '@fm/factors';
import { inventedRawMarket } from './testing/raw-market.ts';
import { verifyFactor, type Verification } from './verify-factor.ts';

const raw = inventedRawMarket();
const universe = { name: 'test', members: raw.symbols.map((symbol) => ({ symbol })), dated: false };

function verify(definition: FactorDefinition, weighting: 'equal' | 'cap' = 'equal'): Verification {
  return verifyFactor(raw, definition, {
    universe,
    needs: { inputs: new Set(definition.inputs), until: '2030-01-01', weighting },
  });
}

describe('every factor of the catalogue', () => {
  test.each(listFactors().map((factor) => [factor.name, factor] as const))(
    '%s does not see the future, nor the order of rows, nor which other stocks are there',
    (_, factor) => {
      expect(verify(factor).violations).toEqual([]);
    },
  );

  test('the same holds with cap weights', () => {
    const factor = listFactors().find(({ name }) => name === 'ROC20') as FactorDefinition;
    expect(verify(factor, 'cap').violations).toEqual([]);
  });
});

describe('a factor that cheats is caught', () => {
  const honest = listFactors().find(({ name }) => name === 'ROC20') as CharacteristicFactor;
  const cheat = (compute: CharacteristicFactor['compute']): Verification =>
    verify(defineFactor({ ...honest, name: 'Cheat', compute }));

  test('by reading the next session', () => {
    const { violations } = cheat(({ panel }) => {
      const { days, stocks, values } = panel('adjClose');
      const shifted = missingPanel(days, stocks);
      shifted.values.set(values.subarray(stocks));
      return shifted;
    });
    expect(violations.map(({ guarantee }) => guarantee)).toContain('future');
    expect(violations[0]).toMatchObject({ factor: 'Cheat', until: expect.any(String), what: expect.any(String) });
  });

  test('by demeaning over the whole sample', () => {
    const { violations } = cheat(({ panel }) => {
      const { days, stocks, values } = panel('close');
      const present = values.filter((value) => !Number.isNaN(value));
      const mean = present.reduce((sum, value) => sum + value, 0) / present.length;
      return { days, stocks, values: values.map((value) => value - mean) };
    });
    expect(violations.map(({ guarantee }) => guarantee)).toEqual(
      expect.arrayContaining(['future', 'truncation', 'tickers']),
    );
  });
});
