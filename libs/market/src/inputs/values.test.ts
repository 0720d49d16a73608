import { describe, expect, test } from '@jest/globals';
import type { Frame } from './frame.ts';
import { valuesSource, type RawValue } from './values.ts';

const hour = 3_600_000;
const name = 'values:mine' as const;
const symbols = ['A', 'B'];
/** Closes of five sessions; the fourth is after a weekend. */
const closes = Float64Array.from([1, 2, 3, 6, 7], (day) => day * 24 * hour);
const close = (session: number): number => closes[session] as number;
const frame = { symbols, closes } as unknown as Frame;
const said = (knownAt: number, day: number, value: number, symbol = 'A'): RawValue => {
  return { symbol, name, knownAt, day, value };
};
const partOf = (facts: readonly RawValue[]) => valuesSource.partOf(facts, symbols, [name]);
const ofA = (...facts: RawValue[]): number[] =>
  [...valuesSource.panel(name, partOf(facts), frame).values].filter((_, cell) => cell % 2 === 0);

describe('a value that a user loaded', () => {
  test('counts in the session in which it becomes known, and in no other', () => {
    expect(ofA(said(close(1) - 1, 2, 0.5))).toEqual([NaN, 0.5, NaN, NaN, NaN]);
    expect(ofA(said(close(1), 2, 0.5))).toEqual([NaN, NaN, 0.5, NaN, NaN]);
  });

  test('of a weekend counts in the session after it', () => {
    expect(ofA(said(close(2) + 24 * hour, 4, 0.5))).toEqual([NaN, NaN, NaN, 0.5, NaN]);
  });

  test('gives way to a correction that comes before the close, in whatever order both are read', () => {
    const facts = [said(close(1) - 2, 2, 1), said(close(1) - 1, 2, 2)];
    expect(ofA(...facts)).toEqual([NaN, 2, NaN, NaN, NaN]);
    expect(ofA(...facts.reverse())).toEqual([NaN, 2, NaN, NaN, NaN]);
  });

  test('of an older day does not count once a newer one is known', () => {
    expect(ofA(said(close(1) - 1, 2, 1), said(close(2) - 2, 3, 7), said(close(2) - 1, 2, 9))).toEqual([
      ...[NaN, 1, 7],
      ...[NaN, NaN],
    ]);
  });

  test('that is missing has its reason', () => {
    const part = partOf([said(close(1) - 1, 2, 1), said(close(2) - 1, 3, NaN)]);
    const why = (session: number, stock = 0) => valuesSource.whyMissing(name, part, frame, session * 2 + stock);
    expect([why(0), why(2), why(3), why(3, 1)]).toEqual([
      'values:mine: none known',
      'values:mine: taken back',
      'values:mine: none for the session',
      'values:mine: none known',
    ]);
  });
});
