import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { contradicts, resolveContradictions, type ClaimedAction } from './corporate-actions.ts';

const split = (day: number, value: number, source = 'yahoo', moment = 1): ClaimedAction => {
  return { symbol: 'A', day, kind: 'split', value, source, version: 1000 * moment };
};

/** Of claims with one key the table keeps the newest. */
const keyOf = ({ symbol, day, kind, source }: ClaimedAction): string => [symbol, day, kind, source].join(' ');

describe('claims of splits', () => {
  test.each([
    ['two ratios of one day', split(100, 2), split(100, 3), true],
    ['one ratio of one day, by two sources', split(100, 2), split(100, 2, 'stooq'), false],
    ['one split under two dates', split(100, 2), split(107, 2), true],
    ['two splits more than a week apart', split(100, 2), split(108, 2), false],
    ['a split and one taken back on another day', split(100, 2), split(103, 1), false],
    ['a split and a dividend', split(100, 2), { ...split(100, 3), kind: 'dividend' }, false],
    ['splits of two stocks', split(100, 2), { ...split(100, 3), symbol: 'B' }, false],
  ])('%s', (_, one, other, expected) => {
    expect([contradicts(one, other), contradicts(other, one)]).toEqual([expected, expected]);
  });

  test('of those that contradict each other one is used: that of a file, else the one reported first', () => {
    expect(resolveContradictions([split(100, 2, 'yahoo', 1), split(100, 3, 'file', 9)]).used).toMatchObject([
      { value: 3 },
    ]);
    expect(resolveContradictions([split(100, 2, 'yahoo', 5), split(104, 2, 'stooq', 4)]).used).toMatchObject([
      { day: 104 },
    ]);
  });

  test('the same ones are used in whatever order they come, and never two that contradict each other', () => {
    const any = fc.record({
      symbol: fc.constantFrom('A', 'B'),
      day: fc.integer({ min: 100, max: 130 }),
      kind: fc.constantFrom('split', 'dividend'),
      value: fc.constantFrom(1, 2, 3, 0.5),
      source: fc.constantFrom('file', 'yahoo', 'stooq'),
      version: fc.constantFrom(1000, 1700, 2000),
    });
    const claims = fc.uniqueArray(any, { maxLength: 8, selector: (claim) => keyOf(claim) });
    fc.assert(
      fc.property(
        claims.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, mixed]) => {
          const { used, overruled } = resolveContradictions(all);
          expect(resolveContradictions(mixed)).toEqual({ used, overruled });
          expect(used.length + overruled.length).toBe(all.length);
          for (const one of used) for (const other of used) expect(contradicts(one, other)).toBe(false);
          for (const { claim, by } of overruled) expect(contradicts(claim, by)).toBe(true);
        },
      ),
    );
  });
});
