import { expect, test } from '@jest/globals';
import { missingPanel } from '@fm/factor-math';
import { defineFactor, findFactor, type CharacteristicFactor } from '@fm/factors';
import { inventedRawMarket } from '@fm/market/testing/raw-market';
import { verifyBook } from './verify-book.ts';

const raw = inventedRawMarket(12, 420);
const universe = { name: 'invented', members: raw.symbols.map((symbol) => ({ symbol })), dated: false };
const roc = findFactor('ROC20') as CharacteristicFactor;

test.each(['ROC20', 'PB', 'RSI14'])('the book of %s is not changed by what is known later', (name) => {
  expect(verifyBook(raw, findFactor(name) as CharacteristicFactor, { universe, days: 2 })).toEqual([]);
});

test('the same holds of treated values', () => {
  expect(verifyBook(raw, roc, { universe, days: 1, treatment: { neutralise: 'group', winsorise: 0.1 } })).toEqual([]);
});

test('the book of a factor that reads the price of a month later is caught', () => {
  const cheat = defineFactor({
    ...{ ...roc, name: 'Cheat', inputs: ['adjClose'] as const, lookBack: 0 },
    compute: ({ panel }) => {
      const { days, stocks, values } = panel('adjClose');
      const later = missingPanel(days, stocks);
      later.values.set(values.subarray(21 * stocks));
      return { ...later, values: later.values.map((value, cell) => value / (values[cell] as number)) };
    },
  });
  expect(verifyBook(raw, cheat, { universe, days: 2 })).toContainEqual(
    expect.objectContaining({ factor: 'Cheat', what: expect.stringContaining('of the book at the') }),
  );
});

test('the book of a factor that reads how many sessions there will be is caught', () => {
  const cheat = defineFactor({
    ...{ ...roc, name: 'Counting', inputs: ['adjClose'] as const, lookBack: 0 },
    compute: ({ panel }) => {
      const { days, stocks, values } = panel('adjClose');
      const sign = days === 420 ? 1 : -1;
      return { days, stocks, values: values.map((value, cell) => sign * value * (1 + (cell % stocks))) };
    },
  });
  expect(verifyBook(raw, cheat, { universe, days: 1 })).not.toEqual([]);
});
