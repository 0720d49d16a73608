import { describe, expect, test } from '@jest/globals';
import type { KnownGroup } from '@fm/warehouse';
import { groupCode, groupSource } from './groups.ts';
import { lastFactBefore, asOfPanel, type AsOfFacts } from './as-of-facts.ts';
import { factsOf } from './as-of-source.ts';

const said = (source: KnownGroup['source'], knownAt: number, group: string, symbol = 'A'): KnownGroup => {
  return { symbol, source, knownAt, group };
};
const symbols = ['A', 'B'];
const groupFacts = (groups: readonly KnownGroup[]): AsOfFacts =>
  factsOf(groupSource.partOf(groups, symbols, ['group']), 'group');
const closes = Float64Array.from([10, 20, 30, 40, 50]);
const codes = (...groups: KnownGroup[]): number[] => [...asOfPanel(closes, groupFacts(groups)).values];
const [food, steel] = [groupCode('food'), groupCode('steel')];

describe('the group of a stock', () => {
  test('counts at the first close after it is known, until the next one', () => {
    expect(codes(said('file', 20, 'food'), said('file', 35, 'steel'))).toEqual(
      [NaN, NaN, food, steel, steel].flatMap((code) => [code, NaN]),
    );
  });

  test('is what the SEC says until the first time that a file says anything', () => {
    const groups = [said('sic', 5, 'SIC 20'), said('file', 25, 'food'), said('sic', 35, 'SIC 33')];
    const expected = [groupCode('SIC 20'), groupCode('SIC 20'), food, food, food].flatMap((code) => [code, NaN]);
    expect(codes(...groups)).toEqual(expected);
    expect(codes(...groups.reverse())).toEqual(expected);
  });

  test('is none again, with the reason, where a file takes it back', () => {
    const groups = [said('file', 5, 'food', 'B'), said('file', 25, '', 'B'), said('sic', 30, 'SIC 20', 'B')];
    expect(codes(...groups)).toEqual([food, food, NaN, NaN, NaN].flatMap((code) => [NaN, code]));
    const facts = groupFacts(groups);
    expect(facts.reasons[facts.reason[lastFactBefore(facts, 1, 50) as number] as number]).toBe('group: taken back');
  });
});

test('the code of a group depends only on its name', () => {
  // The first six bytes of `printf food | sha256sum`.
  expect(food).toBe(0xc1f026582fe6);
  expect(steel).not.toBe(food);
});
