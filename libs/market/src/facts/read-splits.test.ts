import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { corporateActionsTable, openWarehouse, type Warehouse } from '@fm/warehouse';
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
  const version = await dataVersionOf(warehouse, ['AAPL'], inputs, until);
  await warehouse.insert(corporateActionsTable, [split('file', 2n)]);
  const { splits } = await readRawMarket(warehouse, ['AAPL'], { inputs, until, weighting: 'cap' });
  expect(splits).toEqual([{ stock: 0, day: dayOfIso('2020-08-31'), ratio: 4 }]);
  expect(await dataVersionOf(warehouse, ['AAPL'], inputs, until)).toBe(version);
});
