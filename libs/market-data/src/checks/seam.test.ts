import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { KnownRows } from '../load/known-rows.ts';
import { PriceRows } from '../model/price-rows.ts';
import { continueOn, seamOf } from './seam.ts';

type Write = (price: number) => number;
const decimals =
  (count: number): Write =>
  (price) =>
    Number(price.toFixed(count));

function rowsOf(closes: readonly number[], from: number, basis: number, write: Write): PriceRows {
  const rows = new PriceRows();
  const symbol = rows.symbolIndex('A');
  closes.slice(from).forEach((close, at) => {
    const price = write(close);
    rows.push(symbol, from + at, at + 2, [price, price, price, price, write(close * basis), 1000]);
  });
  return rows;
}

function knownOf(closes: readonly number[], to: number, basis: number, write: Write): KnownRows {
  const known = closes.slice(0, to);
  return {
    day: Int32Array.from(known, (_, at) => at),
    close: Float64Array.from(known, write),
    adjClose: Float64Array.from(known, (close) => write(close * basis)),
    hashLow: new Uint32Array(to),
    hashHigh: new Uint32Array(to),
    version: new Float64Array(to),
    synthetic: false,
    highest: 0,
  };
}

const orderOf = (rows: PriceRows): Int32Array => Int32Array.from({ length: rows.count }, (_, at) => at);
const walk = (days: number): number[] => Array.from({ length: days }, (_, at) => 50 + 9 * Math.sin(at * 1.7) + at / 50);

describe('the factor of a seam', () => {
  test('is found to 1e-5 or refused, never guessed, and the return over the seam is the true one', () => {
    const price = fc.double({ min: 0.5, max: 3000, noNaN: true });
    const input = fc.record({
      closes: fc.array(price, { minLength: 30, maxLength: 90 }),
      bases: fc.tuple(fc.double({ min: 0.3, max: 1, noNaN: true }), fc.double({ min: 0.3, max: 1, noNaN: true })),
      places: fc.tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 2, max: 8 })),
      overlap: fc.integer({ min: 5, max: 20 }),
    });
    let proven = 0;
    fc.assert(
      fc.property(input, ({ closes, bases, places, overlap }) => {
        const [theirs, ours] = places.map(decimals) as [Write, Write];
        const known = knownOf(closes, 20, bases[0], theirs);
        const rows = rowsOf(closes, 20 - overlap, bases[1], ours);
        const seam = seamOf(rows, orderOf(rows), known);
        if ('reason' in seam) return;
        proven += 1;
        expect(Math.abs(seam.factor / (bases[1] / bases[0]) - 1)).toBeLessThan(1e-5);
        const added = continueOn(known, rows, orderOf(rows), seam.factor);
        expect(Array.from(added, (row) => rows.day[row])).toEqual(closes.slice(20).map((_, at) => 20 + at));
        const first = rows.values[added[0]! * 6 + 4]!;
        const rounding = (0.5 * 10 ** -places[1]) / (closes[20]! * bases[1]);
        expect(Math.abs(first / (closes[20]! * bases[0]) - 1)).toBeLessThan(1e-5 + 2 * rounding);
      }),
      { numRuns: 300 },
    );
    expect(proven).toBeGreaterThan(10);
  });

  test('is fixed by two decimals only over a long overlap', () => {
    const closes = walk(400);
    const of = (overlap: number): object => {
      const rows = rowsOf(closes, 390 - overlap, 0.91, decimals(2));
      return seamOf(rows, orderOf(rows), knownOf(closes, 390, 1, decimals(6)));
    };
    expect(of(20)).toHaveProperty('reason');
    expect(of(300)).toHaveProperty('factor');
  });

  test.each([
    [
      'a dividend within the overlap that one side does not know',
      (price: number, at: number) => (at < 8 ? price * 0.99 : price),
      /no one factor/,
    ],
    ['fewer than five common days', (price: number, at: number) => (at < 16 ? NaN : price), /only 4 common days/],
  ])('is not proven with %s', (_, change, reason) => {
    const closes = walk(30);
    const known = knownOf(closes, 20, 0.8, decimals(6));
    const rows = rowsOf(closes, 5, 0.7, decimals(6));
    const changed = { ...known, adjClose: known.adjClose.map((price, at) => change(price, at)) };
    expect(seamOf(rows, orderOf(rows), changed)).toEqual({ reason: expect.stringMatching(reason) });
  });
});
