import { describe, expect, test } from '@jest/globals';
import { formulaFactor, listFactors, listVariants, type FactorDefinition } from '@fm/factors';
import { inventedRawMarket, inventedValuesName } from '@fm/market/testing/raw-market';
import type { Treatment } from '@fm/results';
import { inputsOf } from '../request/plan.ts';
import { verifyFactor, type Verification } from './verify-factor.ts';

const raw = inventedRawMarket();
const universe = { name: 'test', members: raw.symbols.map((symbol) => ({ symbol })), dated: false };

function verify(
  definition: FactorDefinition,
  weighting: 'equal' | 'cap' = 'equal',
  treatment: Treatment = {},
): Verification {
  return verifyFactor(raw, definition, {
    universe,
    needs: {
      inputs: inputsOf({ factors: [definition.name] }, { weighting, ...treatment }),
      until: '2030-01-01',
      weighting,
    },
    treatment,
  });
}

describe('every factor of the catalogue', () => {
  test.each([...listFactors(), ...listVariants()].map((factor) => [factor.name, factor] as const))(
    '%s does not see the future, nor the order of rows, nor which other stocks are there',
    (_, factor) => {
      expect(verify(factor).violations).toEqual([]);
    },
  );

  test('the same holds with cap weights', () => {
    const factor = listFactors().find(({ name }) => name === 'ROC20') as FactorDefinition;
    expect(verify(factor, 'cap').violations).toEqual([]);
  });

  test('the same holds of the stocks above a lowest price', () => {
    const factor = listFactors().find(({ name }) => name === 'ROC20') as FactorDefinition;
    expect(verify(factor, 'equal', { minPrice: 60, winsorise: 0.1 }).violations).toEqual([]);
  });

  test.each([
    ...['ROC20', 'PB', 'AvgSentiment14', 'CEOS'].map((name) => [name, 'group'] as const),
    ...['PB', 'NEWSENT'].map((name) => [name, 'size,group'] as const),
  ])('the same holds of %s neutral to %s', (name, neutralise) => {
    const factor = listFactors().find((one) => one.name === name) as FactorDefinition;
    expect(verify(factor, 'equal', { neutralise }).violations).toEqual([]);
  });
});

describe('what a formula reads of filings', () => {
  test.each([
    'pit(cash)',
    'pit(cash, -1) / pit(total_assets, -4)',
    'ttm(revenue, -1)',
    'annual(revenue) / annual(total_assets, -1)',
    'yoy(ttm(revenue)) / avg2(cash)',
    'per_share(annual(revenue)) / close',
    'age(cash)',
    'fill(pit(cash), 0) + (known(cash) ? 1 : 2)',
  ])('is used by %s from the moment it is known on', (formula) => {
    const definition = formulaFactor({ name: 'mine', formula });
    const verified = verifyFactor(raw, definition, {
      universe,
      needs: { inputs: new Set(definition.inputs), until: '2030-01-01', weighting: 'equal' },
    });
    expect(verified.violations).toEqual([]);
    expect(verified.cells).toBeGreaterThan(0);
  });
});

describe('values that a user loaded', () => {
  test.each([
    inventedValuesName,
    `ts_backfill(${inventedValuesName}, 5)`,
    `rank(${inventedValuesName}) * close / delay(close, 5)`,
  ])('are used by %s from the moment they are known on', (formula) => {
    const definition = formulaFactor({ name: 'mine', formula });
    const inputs = new Set(definition.inputs);
    const verified = verifyFactor(raw, definition, {
      universe,
      needs: { inputs, until: '2030-01-01', weighting: 'equal' },
    });
    expect(verified.violations).toEqual([]);
    expect(verified.cells).toBeGreaterThan(0);
  });
});
