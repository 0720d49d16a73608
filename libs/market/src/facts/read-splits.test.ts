import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { corporateActionsTable, delistingsTable, openWarehouse, pricesTable, type Warehouse } from '@fm/warehouse';
import { priceRow } from '@fm/warehouse/testing/wave-prices';
import { dayOfIso } from '@fm/platform/time';
import { dataVersionOf } from './data-version.ts';
import { readRawMarket } from './read-raw-market.ts';

const home = mkdtempSync(join(tmpdir(), 'fm-splits-'));
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse({ home });
});
afterAll(async () => {
  await warehouse.close();
  rmSync(home, { recursive: true });
});

const split = (source: string, version: bigint) => ({
  symbol: 'AAPL',
  date: '2020-08-31',
  kind: 'split',
  value: 4,
  source,
  synthetic: false,
  version,
});

test('a split that a chart response and a file both tell of is applied once, and changes no data version', async () => {
  const inputs = new Set(['marketCap'] as const);
  const until = '2024-03-08';
  await warehouse.insert(corporateActionsTable, [split('yahoo', 1n)]);
  await warehouse.insert(pricesTable, [priceRow('AAPL', '2024-03-08', 170, 1000)]);
  const version = await dataVersionOf(warehouse, ['AAPL'], inputs, until);
  await warehouse.insert(corporateActionsTable, [split('file', 2n)]);
  const { splits } = await readRawMarket(warehouse, ['AAPL'], { inputs, until, weighting: 'cap' });
  expect(splits).toEqual([{ stock: 0, day: dayOfIso('2020-08-31'), ratio: 4 }]);
  expect(await dataVersionOf(warehouse, ['AAPL'], inputs, until)).toBe(version);
});

test('a split after the last price of its stock changes nothing of its history', async () => {
  await warehouse.insert(pricesTable, [
    priceRow('NVDA', '2023-12-29', 495, 1000),
    priceRow('MSFT', '2024-07-01', 450, 1000),
  ]);
  const after = { ...split('yahoo', 1n), date: '2024-06-10', value: 10 };
  await warehouse.insert(corporateActionsTable, [
    { ...after, symbol: 'NVDA' },
    { ...after, symbol: 'MSFT' },
  ]);
  const needs = { inputs: new Set(['marketCap'] as const), until: '2023-12-29', weighting: 'cap' } as const;
  const { splits } = await readRawMarket(warehouse, ['MSFT', 'NVDA'], needs);
  expect(splits.map(({ stock }) => stock)).toEqual([0]);
});

test('a split changes the data version of a run only where the run reads it', async () => {
  const inputs = new Set(['marketCap'] as const);
  await warehouse.insert(pricesTable, [priceRow('KO', '2024-01-02', 59, 1000), priceRow('KO', '2024-03-01', 60, 1000)]);
  const version = () => dataVersionOf(warehouse, ['KO', 'MSFT'], inputs, '2024-02-01');
  const before = await version();
  await warehouse.insert(corporateActionsTable, [{ ...split('yahoo', 1n), symbol: 'KO', date: '2024-06-10' }]);
  expect(await version()).toBe(before);
  // The prices of January are on the basis after this one, and are brought back by it.
  await warehouse.insert(corporateActionsTable, [{ ...split('yahoo', 1n), symbol: 'KO', date: '2024-02-20' }]);
  expect(await version()).not.toBe(before);
});

test('a delisting after the end of a run changes no data version of it', async () => {
  const inputs = new Set(['close'] as const);
  const delisting = { value: -1, synthetic: false, reason: '', source: 'file', version: 1n };
  await warehouse.insert(pricesTable, [
    ...[priceRow('GE', '2024-01-02', 100, 1000), priceRow('GE', '2024-03-01', 1, 1000)],
  ]);
  const version = (until: string) => dataVersionOf(warehouse, ['GE'], inputs, until);
  const [before, afterwards] = [await version('2024-02-01'), await version('2024-03-04')];
  await warehouse.insert(delistingsTable, [{ symbol: 'GE', date: '2024-03-05', ...delisting }]);
  expect(await version('2024-02-01')).toBe(before);
  expect(await version('2024-03-04')).not.toBe(afterwards);
});
