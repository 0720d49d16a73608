import { describe, expect, test } from '@jest/globals';
import { dayOfIso } from '@fm/platform/time';
import { adjustPrices } from './adjust-prices.ts';
import { eventsOf, readLean } from './testing/lean-series.ts';
import { testOnRealData } from './testing/real-data.ts';

describe('adjustPrices', () => {
  test('divides what is before a split and discounts what is before a dividend', () => {
    const { adjusted, splitAdjusted } = adjustPrices(
      [1, 2, 3, 4],
      [100, 100, 50, 49],
      [
        { day: 3, kind: 'split', value: 2 },
        { day: 4, kind: 'dividend', value: 1 },
      ],
    );
    expect([...splitAdjusted]).toEqual([50, 50, 50, 49]);
    expect([...adjusted]).toEqual([49, 49, 49, 49]);
  });

  test('an event on a day without a session counts from the next one', () => {
    const events = [{ day: 3, kind: 'split', value: 4 }] as const;
    expect([...adjustPrices([2, 5], [8, 2], events).adjusted]).toEqual([2, 2]);
  });

  test('events before the first session or after the last change nothing', () => {
    const events = [
      { day: 1, kind: 'split', value: 4 },
      { day: 9, kind: 'dividend', value: 1 },
    ] as const;
    expect([...adjustPrices([2, 5], [8, 2], events).adjusted]).toEqual([8, 2]);
  });

  testOnRealData.each(['aapl', 'aig', 'bac', 'goog', 'ibm', 'spy'])(
    'rebuilds raw x factors of %s from its splits and dividends',
    (symbol) => {
      const series = readLean(symbol);
      const { adjusted } = adjustPrices(series.days, series.closes, eventsOf(series));
      expect(adjusted.length).toBeGreaterThan(1500);
      // Until then the file has the prices of NationsBank (map file), the factors those of the old Bank of America.
      const from = symbol === 'bac' ? dayOfIso('1998-10-01') : 0;
      let at = 0;
      for (const [row, day] of series.days.entries()) {
        if (day < from) continue;
        while (series.factors[at]!.day < day) at++;
        const expected = series.closes[row]! * series.factors[at]!.price * series.factors[at]!.split;
        // The factors have seven decimals and the reference prices two.
        expect(Math.abs(adjusted[row]! / expected - 1)).toBeLessThan(1e-5);
      }
    },
  );
});
