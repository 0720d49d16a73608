import { readdirSync, readFileSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { damagedParts } from './damaged-parts.ts';
import { setDamagedAside } from './open-folder.ts';
import type { Warehouse } from '../contract.ts';
import { openWarehouse } from '../open.ts';
import { pricesTable } from '../tables/tables.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { wavePrices } from '../testing/wave-prices.ts';

const { folder: home, remove } = temporaryFolder();
const rows = wavePrices(3, '2020-01-01', 50);
let parts: { name: string; path: string }[];

const count = async (warehouse: Warehouse) =>
  Number((await warehouse.query<{ n: string }>('SELECT count() AS n FROM prices FINAL'))[0]?.n);

async function withWarehouse<Result>(work: (warehouse: Warehouse) => Promise<Result>): Promise<Result> {
  const warehouse = await openWarehouse({ home });
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}

beforeEach(() =>
  withWarehouse(async (warehouse) => {
    // Two parts that stay two.
    await warehouse.command('SYSTEM STOP MERGES prices');
    await warehouse.insert(pricesTable, rows.slice(0, 100));
    await warehouse.insert(pricesTable, rows.slice(100));
    parts = await warehouse.query(
      "SELECT name, path FROM system.parts WHERE table = 'prices' AND active ORDER BY min_block_number",
    );
  }),
);
afterEach(remove);

describe('a part of a table that is damaged', () => {
  test.each<[string, (path: string) => void]>([
    ['cut short', (path) => truncateSync(join(path, 'data.bin'), 100)],
    ['without its data', (path) => rmSync(join(path, 'data.bin'))],
    ['without its columns', (path) => rmSync(join(path, 'columns.txt'))],
    ['with another list of files', (path) => writeFileSync(join(path, 'checksums.txt'), 'garbage')],
  ])('%s is named at opening with its rows, each time', async (_, harm) => {
    harm(parts[1]?.path as string);
    for (let time = 0; time < 2; time++) {
      await expect(openWarehouse({ home })).rejects.toMatchObject({
        code: 'WAREHOUSE_DAMAGED',
        what: expect.stringMatching(new RegExp(`missing are 50 rows of prices \\(.*${parts[1]?.name}\\)`)),
        where: home,
        remedy: expect.stringContaining('a copy of FM_HOME'),
      });
    }
  });

  test('can be set aside: the folder opens without its rows, and takes them again', async () => {
    truncateSync(join(parts[0]?.path as string, 'data.bin'), 100);
    await expect(openWarehouse({ home })).rejects.toMatchObject({ code: 'WAREHOUSE_DAMAGED' });
    expect(await setDamagedAside(home)).toMatchObject([{ table: 'prices', rows: 100 }]);
    expect(readdirSync(join(home, 'damaged', 'prices'))).toEqual([`broken-on-start_${parts[0]?.name}`]);
    await withWarehouse(async (warehouse) => {
      expect(await count(warehouse)).toBe(50);
      expect(await damagedParts(warehouse)).toEqual([]);
      await warehouse.insert(pricesTable, rows);
      expect(await count(warehouse)).toBe(150);
    });
  });

  test('whose bytes are others is an error of the statement that reads them, with the same code', async () => {
    const file = join(parts[1]?.path as string, 'data.bin');
    const bytes = readFileSync(file);
    for (let at = 40; at < bytes.length; at += 40) bytes[at] = 255 - (bytes[at] ?? 0);
    writeFileSync(file, bytes);
    await withWarehouse((warehouse) =>
      expect(warehouse.query('SELECT * FROM prices FINAL')).rejects.toMatchObject({
        code: 'WAREHOUSE_DAMAGED',
        remedy: expect.stringContaining('a copy of FM_HOME'),
      }),
    );
  });
});

test('a table whose description is gone is named at opening, and not made again', async () => {
  const file = join(home, 'warehouse', 'metadata', 'default', 'risk_free.sql');
  const away = join(home, 'risk_free.sql');
  renameSync(file, away);
  await expect(openWarehouse({ home })).rejects.toMatchObject({
    code: 'WAREHOUSE_DAMAGED',
    what: 'tables of the warehouse are gone: risk_free',
  });
  renameSync(away, file);
  expect(await withWarehouse(count)).toBe(150);
});

test('the parts of which a damaged one was merged count as they are there', async () => {
  const query = async <Row>(sql: string): Promise<Row[]> =>
    (sql.includes('detached_parts')
      ? [{ table: 'prices', name: 'broken_all_1_4_1', path: '/nowhere', first: 1, last: 4 }]
      : [
          { table: 'prices', first: 1, last: 2 },
          { table: 'prices', first: 3, last: 4 },
        ]) as Row[];
  expect(await damagedParts({ query })).toEqual([]);
});
