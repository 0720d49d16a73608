import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pricesTable, tableContentHash } from '@fm/warehouse';
import { forget, planFile, planSource, planSymbol, previewForget } from '@fm/warehouse/forget';
import { ingestPrices } from './ingest-prices.ts';
import { openDataFolder, type DataFolder } from './testing/data-folder.ts';
import { yahooHeader } from './testing/parsing.ts';
import { tableDoors } from './testing/table-doors.ts';

let folder: DataFolder;
beforeAll(async () => {
  folder = await openDataFolder();
});
afterAll(() => folder.end());

const line = (day: string, close: number) => `${day},${close},${close + 1},${close - 1},${close},${close},1000\n`;
const prices = (...closes: number[]) =>
  `${yahooHeader}\n${closes.map((close, at) => line(`2024-03-${String(at + 4).padStart(2, '0')}`, close)).join('')}`;
const rowsIn = async (table: string) =>
  Number((await folder.warehouse.query<{ n: string }>(`SELECT count() AS n FROM ${table} FINAL`))[0]?.n);
const closesOf = (symbol: string) =>
  folder.warehouse.query<{ close: number }>(
    'SELECT close FROM prices_latest WHERE symbol = {symbol:String} ORDER BY date',
    { symbol },
  );
describe('forgetting', () => {
  test('a file takes its rows, its entries of quarantine and its record along; ingesting it again brings all back', async () => {
    const { warehouse } = folder;
    const other = folder.write('other/PEP.csv', prices(5, 6));
    const path = folder.write('KO.csv', `${prices(10, 11, 10)}2024-03-07,10,11,9,10,10,-5\n`);
    await ingestPrices({ warehouse, paths: [other, path] });
    const before = await tableContentHash(warehouse, pricesTable);
    const plan = await planFile(warehouse, 'KO.csv');
    expect((await previewForget(warehouse, plan)).rows).toEqual([
      { table: 'prices', rows: 3 },
      { table: 'quarantine', rows: 1 },
      { table: 'ingest_log', rows: 1 },
      { table: 'delivered_rows', rows: 1 },
    ]);
    await forget(warehouse, plan);
    expect([await closesOf('KO'), await closesOf('PEP')]).toEqual([[], [{ close: 5 }, { close: 6 }]]);
    expect(await rowsIn('quarantine')).toBe(0);
    expect(await ingestPrices({ warehouse, paths: [path] })).toMatchObject({ rowsNew: 3, rowsQuarantined: 1 });
    expect(await tableContentHash(warehouse, pricesTable)).toBe(before);
  });

  test('a file that restated prices leaves those that were there before', async () => {
    const { warehouse } = folder;
    await ingestPrices({ warehouse, paths: [folder.write('first/XOM.csv', prices(20, 21, 22))] });
    const path = folder.write('second/XOM.csv', prices(20, 21.5, 22));
    await ingestPrices({ warehouse, paths: [path] });
    const { stays, rows } = await previewForget(warehouse, await planFile(warehouse, 'first/XOM.csv'));
    expect(rows[0]).toEqual({ table: 'prices', rows: 3 });
    expect(stays.join()).toContain('ingest them again to bring these back');
    expect(stays.join()).toContain(path);
    await expect(planFile(warehouse, 'XOM.csv')).rejects.toMatchObject({ code: 'FORGET_SEVERAL_FILES' });
    await forget(warehouse, await planFile(warehouse, path));
    expect(await closesOf('XOM')).toEqual([{ close: 20 }, { close: 21 }, { close: 22 }]);
  });

  test('one that was interrupted after any step is completed by asking for it again', async () => {
    const { warehouse } = folder;
    const path = folder.write('GE.csv', `${prices(30, 31)}2024-03-07,10,11,9,10,10,-5\n`);
    for (const ask of [() => planFile(warehouse, path), () => planSymbol(warehouse, 'GE')]) {
      let isDone = false;
      for (let steps = 0; !isDone; steps++) {
        await ingestPrices({ warehouse, paths: [path] });
        expect(await closesOf('GE')).toHaveLength(2);
        let left = steps;
        const dying = {
          command: (sql: string, parameters: never) =>
            left-- > 0 ? warehouse.command(sql, parameters) : Promise.reject(new Error('killed')),
        };
        isDone = await forget(dying as never, await ask()).then(
          () => true,
          () => false,
        );
        const again = async () => forget(warehouse, await ask());
        await again().catch((thrown: unknown) => {
          // Everything had gone before.
          expect(thrown).toMatchObject({ code: 'FORGET_NOTHING' });
        });
        const left_ = await warehouse.query<{ n: string }>(
          `SELECT count() AS n FROM prices WHERE symbol = 'GE' UNION ALL SELECT count() FROM quarantine WHERE symbol = 'GE'`,
        );
        expect(left_.map(({ n }) => n)).toEqual(['0', '0']);
      }
    }
  });

  test.each(tableDoors)('a file of %s goes and comes back', async (table, name, text, ingest) => {
    const path = folder.write(name, text);
    await ingest(folder, path);
    const rows = await rowsIn(table);
    expect(rows).toBeGreaterThan(0);
    await forget(folder.warehouse, await planFile(folder.warehouse, resolve(path)));
    expect(await rowsIn(table)).toBe(0);
    await expect(planFile(folder.warehouse, name)).rejects.toMatchObject({ code: 'FORGET_NOTHING' });
    await ingest(folder, path);
    expect(await rowsIn(table)).toBe(rows);
  });

  test('a source takes everything of it along, and an unknown one is refused with the names of those there are', async () => {
    const { warehouse } = folder;
    await forget(warehouse, await planSource(warehouse, 'values:quality'));
    await forget(warehouse, await planSource(warehouse, 'short-interest'));
    expect([await rowsIn('user_values'), await rowsIn('short_interest')]).toEqual([0, 0]);
    await forget(warehouse, await planSource(warehouse, 'yahoo'));
    expect([await rowsIn('prices'), await rowsIn('risk_free')]).toEqual([0, 1]);
    await ingestPrices({ warehouse, paths: [folder.path('KO.csv')] });
    await expect(planSource(warehouse, 'yaho')).rejects.toMatchObject({
      code: 'FORGET_UNKNOWN_SOURCE',
      remedy: expect.stringContaining('risk-free'),
    });
  });
});
