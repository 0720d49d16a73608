import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { delistingsTable, openWarehouse, pricesTable, type Warehouse } from '@fm/warehouse';
import { priceRow } from '@fm/warehouse/testing/wave-prices';
import { gapNotes } from './gap-notes.ts';

const home = mkdtempSync(join(tmpdir(), 'fm-gap-notes-'));
let warehouse: Warehouse;
const sessions = ['2020-01-02', '2020-01-03', '2020-01-06', '2020-01-07', '2020-01-08', '2020-01-09'];
beforeAll(async () => {
  warehouse = await openWarehouse({ home });
  await warehouse.insert(
    pricesTable,
    [
      ['WHOLE', 1, 1, 1, 1, 1, 1],
      ['HOLED', 10, 10, NaN, 8, NaN, 12],
      ['ENDED', 5, 5, 5, NaN, NaN, NaN],
      ['GONE', 5, 5, 4, NaN, NaN, NaN],
    ].flatMap(([symbol, ...prices]) =>
      prices.flatMap((price, t) =>
        Number.isNaN(price) ? [] : [priceRow(symbol as string, sessions[t] as string, price as number, 1000)],
      ),
    ),
  );
});
afterAll(async () => {
  await warehouse.close();
  rmSync(home, { recursive: true });
});

test('a run whose stocks have every session says nothing of gaps', async () => {
  expect(await gapNotes(warehouse, [{ symbol: 'WHOLE', prices: 6, first: 0, last: 5 }], sessions)).toEqual([]);
});

test('a run says how many returns over gaps it leaves out and how large they are', async () => {
  expect(await gapNotes(warehouse, [{ symbol: 'HOLED', prices: 4, first: 0, last: 5 }], sessions)).toEqual([
    'Gaps: 2 returns of 1 stock over sessions without a price are left out; their mean size is 35.0 %, the largest +50.0 % (HOLED, 2020-01-09).',
  ]);
});

test('a run says how many stocks end, of how many a delisting return counts, and what the others do to results', async () => {
  const ended = ['ENDED', 'GONE'].map((symbol) => ({ symbol, prices: 3, first: 0, last: 2 }));
  const without = await gapNotes(warehouse, ended, sessions);
  expect(without).toEqual([
    'Delistings: the prices of 2 stocks end before the last session; for 2 no delisting is known, so their last returns are missing and results may be too good (Shumway 1997); load them with `fm ingest delistings`.',
  ]);
  await warehouse.insert(delistingsTable, [
    { symbol: 'GONE', date: '2020-01-07', source: 'file', value: -1, reason: '', synthetic: false, version: 1n },
  ]);
  expect(await gapNotes(warehouse, ended, sessions)).toEqual([
    'Delistings: the prices of 2 stocks end before the last session; 1 delisting return counts (mean -100.0 %); for 1 no delisting is known, so its last return is missing and results may be too good (Shumway 1997); load them with `fm ingest delistings`.',
  ]);
});
