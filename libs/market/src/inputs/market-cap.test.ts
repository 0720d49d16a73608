import { describe, expect, test } from '@jest/globals';
import type { Panel } from '@fm/factor-math';
import { findFactor, type CharacteristicFactor, type FilingInput } from '@fm/factors';
import { assembleMarket } from '../panels/assemble-market.ts';
import type { RawFundamental } from '../facts/raw-market.ts';
import { inventedRawMarket } from '../testing/raw-market.ts';
import { isShareSplit, marketCapOf, perShareOnBasisOfDay, splitRatio, unadjustedClose } from './market-cap.ts';

const inputs = new Set(['marketCap', 'unadjustedClose', 'splitRatio'] as const);
const needs = { inputs, until: '2021-12-31', weighting: 'cap' as const };

test('a stock whose prices tell only closes adjusted for dividends has no capitalisation, by name, and keeps its returns', () => {
  const raw = inventedRawMarket();
  const universe = { name: 'test', dated: false, members: raw.symbols.map((symbol) => ({ symbol })) };
  const market = (close: Float64Array) => assembleMarket({ ...raw, prices: { ...raw.prices, close } }, universe, needs);
  const told = market(raw.prices.close);
  const untold = market(raw.prices.close.map((close, row) => (raw.prices.stock[row] === 3 ? NaN : close)));
  const reasons = new Set<string>();
  for (const [cell, value] of untold.panel('marketCap').values.entries()) {
    if (cell % raw.symbols.length !== 3) expect(value).toBe(told.panel('marketCap').values[cell]);
    else {
      expect(value).toBeNaN();
      reasons.add(untold.whyMissing('marketCap', cell));
    }
  }
  expect(reasons).toEqual(new Set(['marketCap: close adjusted for dividends', 'marketCap: none']));
  expect(untold.returns).toEqual(told.returns);
  expect(untold.panel('splitRatio')).toEqual(told.panel('splitRatio'));
});

test('the split ratio is what the unadjusted close is of the close', () => {
  const days = Int32Array.of(1, 2, 3, 4);
  const splits = [
    { stock: 0, day: 3, ratio: 4 },
    { stock: 0, day: 4, ratio: 0.5 },
  ];
  const ratio = splitRatio(days, 2, splits);
  expect([...ratio.values]).toEqual([2, 1, 2, 1, 0.5, 1, 1, 1]);
  const close = { days: 4, stocks: 2, values: new Float64Array(8).fill(10) };
  expect([...unadjustedClose(close, days, splits).values]).toEqual([...ratio.values].map((one) => one * 10));
});

describe('between a split and the first filing after it', () => {
  const raw = inventedRawMarket(2, 10);
  const days = [...new Set(raw.prices.day)].sort((a, b) => a - b);
  const [first, split] = [days[0]!, days[5]!];
  const at = (day: number, hour: number): number => (day * 24 + hour + 5) * 3_600_000; // New York, in winter
  const universe = { name: 'test', dated: false, members: raw.symbols.map((symbol) => ({ symbol })) };
  const fact = (item: FilingInput, knownAt: number, value: number): RawFundamental => ({
    ...{ symbol: 'S00', item, knownAt, value },
    reason: '',
  });
  /** A share of 100 becomes 4 of 25 at the sixth session; the provider states all closes on the new basis. */
  const market = (fundamentals: RawFundamental[]) => {
    const prices = { ...raw.prices, close: raw.prices.close.map(() => 25), adjClose: raw.prices.close.map(() => 25) };
    const names = ['marketCap', 'unadjustedClose', 'epsDilutedTtm', 'epsDilutedTtmYearAgo'] as const;
    const facts = {
      ...{ ...raw, prices },
      facts: { ...raw.facts, filings: fundamentals },
      splits: [{ stock: 0, day: split, ratio: 4 }],
    };
    const asked = { inputs: new Set(names), until: '2030-01-01', weighting: 'equal' } as const;
    return assembleMarket(facts, universe, asked, Int32Array.from(days));
  };
  const columnOf = (panel: Panel): number[] => Array.from({ length: panel.days }, (_, t) => panel.values[t * 2]!);
  const filled = (values: number[]): number[] =>
    columnOf(market([]).panel('unadjustedClose')).map((close, t) => (close > 0 ? values[t]! : NaN));

  test('earnings per share are brought to the new basis with the price, and those of the filing after it are not', () => {
    const reported = [
      fact('epsDilutedTtm', at(first, 7), 8),
      fact('epsDilutedTtmYearAgo', at(first, 7), 4),
      fact('epsDilutedTtm', at(days[8]!, 7), 2.2),
      fact('epsDilutedTtmYearAgo', at(days[8]!, 7), 1.1),
    ];
    const there = market(reported);
    expect(columnOf(there.panel('epsDilutedTtm'))).toEqual([8, 8, 8, 8, 8, 2, 2, 2, 2.2, 2.2]);
    expect(columnOf(there.panel('epsDilutedTtmYearAgo'))).toEqual([4, 4, 4, 4, 4, 1, 1, 1, 1.1, 1.1]);
    const peg = (findFactor('PEG') as CharacteristicFactor).compute(there);
    // 100 / 8 over a growth of 100 %, before and after the split.
    const paid = columnOf(peg).slice(0, 8).filter(Number.isFinite);
    expect(paid.length).toBeGreaterThan(5);
    for (const value of paid) expect(value).toBeCloseTo(0.125, 12);
  });

  test.each([
    ['the evening before the split', at(split - 1, 18), 40_000],
    ['the evening before, by a filing of which only the date is known', at(split, 0), 40_000],
    ['the morning of the split, on the new basis', at(split, 7), 10_000],
  ])('a share count that comes %s is of its own basis', (_, knownAt, cap) => {
    const caps = columnOf(market([fact('sharesOutstanding', knownAt, 400)]).panel('marketCap'));
    expect(caps).toEqual(filled([NaN, NaN, NaN, NaN, NaN, cap, cap, cap, cap, cap]));
  });
});

test.each([4, 3, 2, 1.5, 1.25, 1.2, 4 / 3, 1.05, 7 / 5, 1 / 10, 0.005263, 1 / 3, 20, 50])(
  '%d is a split of shares',
  (ratio) => {
    expect(isShareSplit(ratio)).toBe(true);
  },
);

test.each([1.048, 1.046, 1.0053, 1.196, 1.324, 1.281, 2.376, 1.128])(
  '%d is a spin-off and no split of shares',
  (ratio) => {
    expect(isShareSplit(ratio)).toBe(false);
  },
);

test('a spin-off brings the price back to what was quoted and leaves the number of shares', () => {
  const days = Int32Array.of(1, 2, 3);
  const splits = [{ stock: 0, day: 3, ratio: 1.048 }];
  const close = { days: 3, stocks: 1, values: Float64Array.of(100, 100, 100) };
  const shares = { ...close, values: Float64Array.of(10, 10, 10) };
  const unadjusted = unadjustedClose(close, days, splits);
  expect([...unadjusted.values]).toEqual([100 * 1.048, 100 * 1.048, 100]);
  expect([...marketCapOf(unadjusted, shares, Int32Array.of(0, 0, 0), days, splits).values]).toEqual([
    ...[100 * 1.048 * 10, 100 * 1.048 * 10, 1000],
  ]);
  expect([...perShareOnBasisOfDay(shares, Int32Array.of(0, 0, 0), days, splits).values]).toEqual([10, 10, 10]);
});
