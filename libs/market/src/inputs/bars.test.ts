import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { InputName } from '@fm/factors';
import { openWarehouse, pricesTable } from '@fm/warehouse';
import { priceRow } from '@fm/warehouse/testing/wave-prices';
import { readRawMarket } from '../facts/read-raw-market.ts';
import { assembleMarket } from '../panels/assemble-market.ts';
import { splitLater } from '../perturb/perturb-splits.ts';
import { inventedRawMarket } from '../testing/raw-market.ts';

const raw = inventedRawMarket(3, 40);
const universe = { name: 'test', members: raw.symbols.map((symbol) => ({ symbol })), dated: false };

function marketOf(facts: typeof raw, ...inputs: InputName[]) {
  return assembleMarket(facts, universe, { inputs: new Set(inputs), until: '2030-01-01', weighting: 'equal' });
}

describe('prices of a session', () => {
  test('typical price is the mean of high, low and close, and dollar volume close times volume', () => {
    const { panel } = marketOf(raw, 'typicalPrice', 'dollarVolume', 'high', 'low');
    const [high, low, close, volume] = [panel('high'), panel('low'), panel('close'), panel('volume')];
    const typical = panel('typicalPrice').values;
    panel('dollarVolume').values.forEach((value, cell) => {
      expect(value).toBe(close.values[cell]! * volume.values[cell]!);
      expect(typical[cell]).toBe((high.values[cell]! + low.values[cell]! + close.values[cell]!) / 3);
    });
    expect(typical.filter(Number.isFinite).length).toBeGreaterThan(60);
  });

  test('are missing, with the reason, where the basis of the close is not proven', () => {
    const close = raw.prices.close.map((price, row) => (raw.prices.stock[row] === 1 ? NaN : price));
    const market = marketOf({ ...raw, prices: { ...raw.prices, close } }, 'open', 'typicalPrice');
    const cell = 39 * 3 + 1;
    for (const name of ['open', 'typicalPrice'] as const) {
      expect(market.panel(name).values[cell]).toBeNaN();
      expect(market.whyMissing(name, cell)).toBe(`${name}: close adjusted for dividends`);
    }
  });

  test('are restated by a later split with the close, and what is traded in dollars is not', () => {
    const names = ['open', 'high', 'low', 'close', 'dollarVolume'] as const;
    const [before, after] = [raw, splitLater(raw, Math.max(...raw.prices.day), 1)].map((facts) => {
      return marketOf(facts, ...names);
    }) as [ReturnType<typeof marketOf>, ReturnType<typeof marketOf>];
    const ratio = before.panel('close').values[0]! / after.panel('close').values[0]!;
    expect(ratio).not.toBe(1);
    for (const name of ['open', 'high', 'low'] as const)
      expect(before.panel(name).values[0]! / after.panel(name).values[0]!).toBe(ratio);
    expect(after.panel('dollarVolume').values).toEqual(before.panel('dollarVolume').values);
  });

  test('are read from the warehouse where an input is made of them, and not where no input is', async () => {
    const home = mkdtempSync(join(tmpdir(), 'fm-bars-'));
    const warehouse = await openWarehouse({ home });
    const row = { ...priceRow('S00', '2024-03-08', 10, 1000), open: 9, high: 12, low: 8 };
    await warehouse.insert(pricesTable, [row]);
    const read = (...inputs: InputName[]) =>
      readRawMarket(warehouse, ['S00'], { inputs: new Set(inputs), until: '2024-03-08', weighting: 'equal' });
    const facts = await read('typicalPrice', 'open');
    expect([...marketOf(facts, 'typicalPrice', 'open').panel('typicalPrice').values]).toEqual([10]);
    expect([...marketOf(facts, 'typicalPrice', 'open').panel('open').values]).toEqual([9]);
    expect(Object.keys((await read('dollarVolume')).prices).sort()).toEqual([
      'adjClose',
      'close',
      'day',
      'stock',
      'volume',
    ]);
    await warehouse.close();
    rmSync(home, { recursive: true });
  });

  test('that were not asked for are refused by name', () => {
    expect(() => marketOf(raw, 'close').panel('marketCap')).toThrow(
      expect.objectContaining({ code: 'INPUT_NOT_LOADED' }),
    );
  });
});
