import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stepPanel, type KnownValue } from './step-panel.ts';

const closes = Float64Array.from([100, 200, 300, 400, 500]);

function column(events: KnownValue[], stock = 0): number[] {
  const panel = stepPanel(closes, 2, events);
  return Array.from({ length: panel.days }, (_, t) => panel.values[t * 2 + stock] as number);
}

describe('stepPanel', () => {
  test('holds a value from the first close after it was known', () => {
    expect(column([{ stock: 0, knownAt: 150, period: 1, value: 7 }])).toEqual([NaN, 7, 7, 7, 7]);
  });

  test('a fact known exactly at the close counts from the next session', () => {
    expect(column([{ stock: 0, knownAt: 200, period: 1, value: 7 }])).toEqual([NaN, NaN, 7, 7, 7]);
  });

  test('a restatement of an older period does not replace a newer period', () => {
    const events = [
      { stock: 0, knownAt: 50, period: 1, value: 1 },
      { stock: 0, knownAt: 150, period: 2, value: 2 },
      { stock: 0, knownAt: 250, period: 1, value: 9 },
      { stock: 0, knownAt: 350, period: 2, value: 3 },
    ];
    expect(column(events)).toEqual([1, 2, 2, 3, 3]);
  });

  test('a period without a value hides the one before', () => {
    const events = [
      { stock: 0, knownAt: 50, period: 1, value: 1 },
      { stock: 0, knownAt: 150, period: 2, value: NaN },
    ];
    expect(column(events)).toEqual([1, NaN, NaN, NaN, NaN]);
  });

  test('an event after t, another stock, a repeat and another order never change a value at t', () => {
    const event = fc.record({
      stock: fc.constantFrom(0, 1),
      knownAt: fc.integer({ min: 0, max: 600 }),
      period: fc.integer({ min: 0, max: 5 }),
      value: fc.double({ noNaN: true }),
    });
    const distinct = fc.uniqueArray(event, { selector: (e) => `${e.stock} ${e.knownAt} ${e.period}`, maxLength: 30 });
    fc.assert(
      fc.property(distinct, fc.integer({ min: 0, max: 4 }), (events, t) => {
        const whole = stepPanel(closes, 2, events).values.slice(0, (t + 1) * 2);
        const past = events.filter((e) => e.knownAt < (closes[t] as number));
        expect(stepPanel(closes, 2, [...past, ...past].reverse()).values.slice(0, (t + 1) * 2)).toEqual(whole);
      }),
    );
  });
});
