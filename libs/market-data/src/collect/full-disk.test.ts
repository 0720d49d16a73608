import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ProviderRegistry } from '@fm/platform/http';
import { startReplayServer, virtualTime, type ReplayServer } from '@fm/platform/testing';
import { localObjectStore } from '@fm/object-store';
import { corporateActionsTable, openWarehouse, pricesTable, tableContentHash, type Warehouse } from '@fm/warehouse';
import { barsFrom, chartOf } from '../testing/chart.ts';
import { mayMount, mountSmallDisk, type SmallDisk } from '../testing/small-disk.ts';
import { collectPrices } from './collect-prices.ts';

const symbols = ['AAA', 'BBB', 'CCC'];
const chartPath = (symbol: string): string => `/v8/finance/chart/${symbol}`;
let server: ReplayServer;
let plenty: string;
let disk: SmallDisk;

const collect = (warehouse: Warehouse, objects: string) => {
  const { clock, sleep } = virtualTime('2024-03-01T22:00:00Z');
  const surroundings = { registry: new ProviderRegistry(), clock, sleep, random: () => 0 };
  const origins = { yahoo: server.origin, stooq: server.origin };
  return collectPrices({ warehouse, objectStore: localObjectStore(objects), symbols, origins, ...surroundings });
};
const contentOf = (warehouse: Warehouse) =>
  Promise.all([pricesTable, corporateActionsTable].map((table) => tableContentHash(warehouse, table)));

/** Opens a data folder for a piece of work: the engine has one at a time in a process. */
async function within<T>(home: string, work: (warehouse: Warehouse) => Promise<T>): Promise<T> {
  const warehouse = await openWarehouse({ home });
  try {
    return await work(warehouse);
  } finally {
    await warehouse.close();
  }
}

const name = mayMount ? 'on a disk that is really full' : 'skipped: mounting a small file system is not allowed here';
(mayMount ? describe : describe.skip)(name, () => {
  let unhindered: string[];
  beforeAll(async () => {
    server = await startReplayServer();
    for (const symbol of symbols) {
      const body = chartOf(symbol, barsFrom('2021-01-04', 800), [{ day: '2022-03-01', amount: 0.0001 }]);
      server.record(chartPath(symbol), { body });
    }
    plenty = mkdtempSync(join(tmpdir(), 'fm-plenty-'));
    disk = mountSmallDisk(48)!;
    unhindered = await within(join(plenty, 'unhindered'), async (warehouse) => {
      expect(await collect(warehouse, join(plenty, 'objects'))).toMatchObject({ new: 3, failed: 0 });
      return contentOf(warehouse);
    });
  }, 60_000);
  afterAll(async () => {
    disk.end();
    rmSync(plenty, { recursive: true });
    await server.close();
  });

  test('the store of answers says that space has to be freed, and the same command continues after it was', async () => {
    const objects = join(disk.folder, 'objects');
    await within(join(plenty, 'home'), async (warehouse) => {
      disk.fill();
      const failed = await collect(warehouse, objects);
      expect(failed).toMatchObject({ failed: 3, new: 0 });
      for (const { failures } of failed.symbols) {
        expect(failures[0]).toMatchObject({ code: 'OBJECT_STORE_FAILED' });
        expect(failures[0]!.message).toMatch(/ENOSPC.*Free space on the disk, then start it again/);
      }
      disk.free();
      expect(await collect(warehouse, objects)).toMatchObject({ failed: 0, new: 3 });
      expect(await contentOf(warehouse)).toEqual(unhindered);
    });
  }, 60_000);

  test('the warehouse says so too, keeps what it had, and the same command continues after it was', async () => {
    const [home, objects] = [join(disk.folder, 'home'), join(plenty, 'more-objects')];
    await within(home, async (warehouse) => {
      disk.fill();
      const failed = await collect(warehouse, objects);
      expect(failed).toMatchObject({ failed: 3, new: 0 });
      for (const { failures } of failed.symbols) {
        expect(failures).toMatchObject([{ provider: 'yahoo', code: 'WAREHOUSE_DISK_FULL' }]);
        expect(failures[0]!.message).toMatch(
          /(no space left on device|not enough space).*Free space on the disk of the warehouse/,
        );
      }
      disk.free();
      expect(await collect(warehouse, objects)).toMatchObject({ failed: 0, new: 3 });
      expect(await contentOf(warehouse)).toEqual(unhindered);
    });
    // What was written outlives the process that wrote it.
    expect(await within(home, contentOf)).toEqual(unhindered);
  }, 60_000);
});
