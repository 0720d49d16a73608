import { expect, test } from '@jest/globals';
import { assembleMarket } from '../assemble-market.ts';
import { reasonText } from '../evidence/reason-texts.ts';
import { inventedRawMarket } from '../testing/raw-market.ts';
import { splitRatio, unadjustedClose } from './market-cap.ts';

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
  expect(reasonText('marketCap: close adjusted for dividends')).toMatch(/adjusted for dividends too.*quoted at/);
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
