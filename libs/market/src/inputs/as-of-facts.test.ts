import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lastFactBefore, asOfFacts, asOfPanel, type AsOfFact } from './as-of-facts.ts';

const closes = Float64Array.from([100, 200, 300, 400, 500]);
const fact = (knownAt: number, value: number, stock = 0): AsOfFact => ({ stock, knownAt, value, reason: '' });

function column(facts: AsOfFact[], stock = 0): number[] {
  const panel = asOfPanel(closes, asOfFacts(2, facts));
  return Array.from({ length: panel.days }, (_, t) => panel.values[t * 2 + stock] as number);
}

describe('asOfPanel', () => {
  test('holds a value from the first close after it was known', () => {
    expect(column([fact(150, 7)])).toEqual([NaN, 7, 7, 7, 7]);
  });

  test('a fact known exactly at the close counts from the next session', () => {
    expect(column([fact(200, 7)])).toEqual([NaN, NaN, 7, 7, 7]);
    expect(column([fact(150, 6), fact(200, 7)])).toEqual([NaN, 6, 7, 7, 7]);
  });

  test('of several facts between two closes the last counts, of one moment the last given', () => {
    expect(column([fact(150, 2), fact(120, 1), fact(250, 3), fact(250, 4)])).toEqual([NaN, 2, 4, 4, 4]);
  });

  test('a fact without a value hides the one before', () => {
    expect(column([fact(50, 1), fact(150, NaN)])).toEqual([1, NaN, NaN, NaN, NaN]);
  });

  test('a fact after t, another stock, a repeat and another order never change a value at t', () => {
    const some = fc.record({
      stock: fc.constantFrom(0, 1),
      knownAt: fc.oneof(fc.integer({ min: 0, max: 600 }), fc.constantFrom(...closes)),
      value: fc.double({ noNaN: true }),
      reason: fc.constantFrom('', 'never reported'),
    });
    const distinct = fc.uniqueArray(some, { selector: (e) => `${e.stock} ${e.knownAt}`, maxLength: 30 });
    fc.assert(
      fc.property(distinct, fc.integer({ min: 0, max: 4 }), (facts, t) => {
        const upTo = (given: AsOfFact[]): Float64Array =>
          asOfPanel(closes, asOfFacts(2, given)).values.slice(0, (t + 1) * 2);
        const past = facts.filter((e) => e.knownAt < (closes[t] as number));
        expect(upTo([...past, ...past].reverse())).toEqual(upTo(facts));
      }),
    );
  });
});

test('every fact is found with its reason by stock and close', () => {
  const facts = asOfFacts(2, [
    { stock: 1, knownAt: 250, value: NaN, reason: 'zero expense' },
    { stock: 1, knownAt: 50, value: NaN, reason: 'never reported' },
    { stock: 0, knownAt: 150, value: 3, reason: '' },
  ]);
  const reasonAt = (stock: number, close: number): string | undefined => {
    const place = lastFactBefore(facts, stock, close);
    return place === undefined ? undefined : facts.reasons[facts.reason[place] as number];
  };
  expect([50, 51, 250, 251].map((close) => reasonAt(1, close))).toEqual([
    undefined,
    'never reported',
    'never reported',
    'zero expense',
  ]);
  expect([100, 200].map((close) => reasonAt(0, close))).toEqual([undefined, '']);
});
