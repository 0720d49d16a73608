import { expect, test } from '@jest/globals';
import type { Panel } from '@fm/factor-math';
import { defineFactor, definePortfolioFactor, type CharacteristicFactor, type FactorInputs } from './definition.ts';
import { definitionIdentity } from './definition-identity.ts';
import { findFactor } from './registry.ts';

const panel: Panel = { days: 1, stocks: 1, values: Float64Array.of(2) };
const market: FactorInputs = { sessions: ['2024-01-02'], riskFree: new Float64Array(1), panel: () => panel };
const described = { ...findFactor('ROC20')!, name: 'Told' };

test('a factor reads the inputs that it declares', () => {
  const factor = defineFactor({ ...described, inputs: ['close'], compute: (inputs) => inputs.panel('close') });
  expect(factor.compute(market)).toBe(panel);
});

test('a factor that reads another input is refused by the compiler, and by name while it is computed', () => {
  const factor = defineFactor({
    ...described,
    inputs: ['close', 'volume'],
    // @ts-expect-error the input is not declared
    compute: (inputs) => inputs.panel('marketCap'),
  });
  expect(() => factor.compute(market)).toThrow(
    expect.objectContaining({ code: 'UNDECLARED_INPUT', message: expect.stringContaining('close, volume') }),
  );
});

test('so is a factor that is a portfolio return', () => {
  const factor = definePortfolioFactor({
    ...described,
    inputs: ['returns'],
    compute: (inputs) => {
      // @ts-expect-error the input is not declared
      inputs.panel('close');
      throw new Error('not reached');
    },
  });
  expect(() => factor.compute(market)).toThrow(expect.objectContaining({ code: 'UNDECLARED_INPUT' }));
});

test('a definition that a program declares differs from another by what its function does', () => {
  const [one, same, other] = [1, 1, 2].map((times) =>
    defineFactor({
      ...described,
      inputs: ['close'],
      compute:
        times === 1
          ? (inputs) => inputs.panel('close')
          : (inputs) => ({ ...inputs.panel('close'), values: inputs.panel('close').values.map((value) => -value) }),
    }),
  ) as [CharacteristicFactor, CharacteristicFactor, CharacteristicFactor];
  expect(definitionIdentity(same)).toBe(definitionIdentity(one));
  expect(definitionIdentity(other)).not.toBe(definitionIdentity(one));
});
