import { expect, test } from '@jest/globals';
import { findFactor, formulaFactor, type FactorDefinition } from '@fm/factors';
import { defaultRebalance } from './default-rebalance.ts';

const named = (name: string): FactorDefinition => findFactor(name) as FactorDefinition;
const formula = (text: string): FactorDefinition => formulaFactor({ name: 'f', formula: text });

test('filings, ratings and long signals of prices are held for a month, short ones and news for a week', () => {
  for (const factor of [named('PB'), named('ESGI'), formula('close / delay(close, 250)')])
    expect(defaultRebalance(factor)).toBe('monthly');
  for (const factor of [named('RSI14'), named('AvgSentiment14'), formula('close / delay(close, 5)')])
    expect(defaultRebalance(factor)).toBe('weekly');
});
