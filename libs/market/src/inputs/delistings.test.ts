import { expect, test } from '@jest/globals';
import type { InputName } from '@fm/factors';
import { assembleMarket } from '../panels/assemble-market.ts';
import type { Delisting } from '../facts/raw-market.ts';
import { truncated } from '../perturb/perturb-market.ts';
import { inventedRawMarket } from '../testing/raw-market.ts';

const raw = inventedRawMarket();
const universe = { name: 'all', dated: false, members: raw.symbols.map((symbol) => ({ symbol })) };
const days = [...new Set(raw.prices.day)].sort((a, b) => a - b);
const [last, after] = [days[199] as number, days[200] as number];
const needs = { inputs: new Set<InputName>(['returns']), until: '9999-12-31', weighting: 'equal' as const };

/** The market whose stock 2 has no price after session 199. */
const ended = {
  ...raw,
  prices: { ...raw.prices, adjClose: raw.prices.adjClose.map((price, row) => (isOver(row) ? NaN : price)) },
};
function isOver(row: number): boolean {
  return raw.prices.stock[row] === 2 && (raw.prices.day[row] as number) > last;
}
const marketWith = (...delistings: Delisting[]) =>
  assembleMarket({ ...ended, delistings }, universe, needs, Int32Array.from(days));
const stocks = raw.symbols.length;

test('a delisting return is the return of the session after the last price, and of no other', () => {
  const [without, withIt] = [marketWith(), marketWith({ stock: 2, day: after, lastPriceDay: last, value: -1 })];
  expect(without.returns.values[200 * stocks + 2]).toBeNaN();
  expect(withIt.returns.values[200 * stocks + 2]).toBe(-1);
  expect(withIt.allReturns.values[200 * stocks + 2]).toBe(-1);
  expect(withIt.panel('returns').values[200 * stocks + 2]).toBe(-1);
  const others = withIt.returns.values.filter((_, cell) => cell !== 200 * stocks + 2);
  expect(others).toEqual(without.returns.values.filter((_, cell) => cell !== 200 * stocks + 2));
});

test('one that became known later is earned, but no signal of the session has it', () => {
  const market = marketWith({ stock: 2, day: after + 30, lastPriceDay: last, value: -0.3 });
  expect(market.returns.values[200 * stocks + 2]).toBe(-0.3);
  expect(market.panel('returns').values[200 * stocks + 2]).toBeNaN();
});

test('a stock that continues to trade keeps the returns of its prices', () => {
  const market = assembleMarket(
    { ...raw, delistings: [{ stock: 2, day: after, lastPriceDay: last, value: -1 }] },
    universe,
    needs,
  );
  expect(market.returns.values[200 * stocks + 2]).not.toBe(-1);
});

test('a delisting after the last session of a market changes nothing of it', () => {
  const end = last;
  const cut = truncated(raw, end, Infinity);
  const delistings = [{ stock: 2, day: after, lastPriceDay: last, value: -1 }];
  const [without, withIt] = [cut, { ...cut, delistings }].map((facts) => assembleMarket(facts, universe, needs));
  expect(withIt?.returns).toEqual(without?.returns);
});
