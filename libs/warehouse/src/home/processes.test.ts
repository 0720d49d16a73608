import { once } from 'node:events';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { tableContentHash } from '../content-hash.ts';
import type { Warehouse } from '../contract.ts';
import { openWarehouse } from '../open.ts';
import { pricesTable } from '../tables/tables.ts';
import { startChild } from '../testing/script-process.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { loadSymbol, rowsPerSymbol } from '../testing/load-symbol.ts';
import { readEndpoint } from './endpoint.ts';

// Up to four processes start at once, on a machine that may have other work.
jest.setTimeout(180_000);

const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function newFolder(): string {
  const { folder, remove } = temporaryFolder();
  cleanups.push(remove);
  return folder;
}

async function opened(home: string): Promise<Warehouse> {
  const warehouse = await openWarehouse({ home });
  cleanups.push(() => warehouse.close());
  return warehouse;
}

async function child(script: string, ...args: string[]) {
  const started = startChild(script, ...args);
  cleanups.push(() => started.kill());
  return started;
}

const symbolsIn = async (warehouse: Warehouse) =>
  Number((await warehouse.query<{ n: string }>('SELECT uniqExact(symbol) AS n FROM prices'))[0]?.n);

describe('several processes and one data folder', () => {
  test('four that start at once load the same and different rows, and all rows are there once', async () => {
    const home = newFolder();
    const loaders = await Promise.all(
      [
        [0, 8],
        [4, 12],
        [0, 8],
        [8, 16],
      ].map(([from, to]) => child('load-prices.ts', home, String(from), String(to))),
    );
    expect(await Promise.all(loaders.map((loader) => loader.end()))).toEqual([0, 0, 0, 0]);
    const homes = loaders.map(({ lines }) => lines[0]).sort();
    expect(homes).toContain('ready embedded');

    const together = await opened(home);
    const count = await together.query('SELECT toUInt32(count()) AS n FROM prices FINAL');
    expect(count).toEqual([{ n: 16 * rowsPerSymbol }]);
    const hash = await tableContentHash(together, pricesTable);
    await together.close();

    const alone = await opened(newFolder());
    for (let symbol = 15; symbol >= 0; symbol--) await loadSymbol(alone, symbol);
    expect(await tableContentHash(alone, pricesTable)).toBe(hash);
  });

  test('a second process sees what the first wrote, and the first what the second wrote', async () => {
    const home = newFolder();
    const loader = await child('load-prices.ts', home, '0', '3');
    await loader.end();
    const holder = await child('hold-folder.ts', home);
    await holder.line('ready embedded');
    const second = await opened(home);
    expect(second.home).toBe('attached');
    expect(await symbolsIn(second)).toBe(3);
    await loadSymbol(second, 3);
    await second.close();
    expect(await holder.end()).toBe(0);
    expect(await symbolsIn(await opened(home))).toBe(4);
  });

  test('when the holder is killed, the second continues, becomes the holder and has all rows', async () => {
    const home = newFolder();
    const holder = await child('load-prices.ts', home, '0', '100000');
    await holder.line('in 3');
    const second = await opened(home);
    expect(second.home).toBe('attached');
    const loads = (async () => {
      for (let symbol = 1_000_000; symbol < 1_000_020; symbol++) await loadSymbol(second, symbol);
    })();
    await holder.line('in 8');
    await holder.kill();
    await loads;
    expect(second.home).toBe('embedded');
    expect(readEndpoint(home)?.pid).toBe(process.pid);
    const whole = await second.query<{ symbol: string; n: number }>(
      'SELECT toString(symbol) AS symbol, toUInt32(count()) AS n FROM prices FINAL GROUP BY symbol',
    );
    expect(new Set(whole.map(({ n }) => n))).toEqual(new Set([rowsPerSymbol]));
    const symbols = new Set(whole.map(({ symbol }) => symbol));
    for (const line of holder.lines.filter((one) => one.startsWith('in '))) {
      expect(symbols).toContain(`S${line.slice('in '.length)}`);
    }
    expect([...symbols].filter((symbol) => symbol.startsWith('S10000')).length).toBe(20);
  });

  test('two that were attached share the folder again after the holder was killed', async () => {
    const home = newFolder();
    const holder = await child('hold-folder.ts', home);
    await holder.line('ready embedded');
    const other = await child('load-prices.ts', home, '0', '30');
    await other.line('in 2');
    const mine = await opened(home);
    await holder.kill();
    for (let symbol = 100; symbol < 115; symbol++) await loadSymbol(mine, symbol);
    expect(await other.end()).toBe(0);
    expect(await symbolsIn(mine)).toBe(45);
  });

  test('a process that is killed in the middle of inserts leaves every block that was in, and no half of one', async () => {
    const home = newFolder();
    for (let round = 0; round < 3; round++) {
      const inserter = await child('insert-blocks.ts', home);
      await inserter.line(`block ${round * 4 + 2}`);
      await inserter.kill();
      const done = inserter.lines.filter((line) => line.startsWith('block ')).length;
      const warehouse = await opened(home);
      const [counts] = await warehouse.query<{ symbols: number; least: number }>(
        `SELECT toUInt32(count()) AS symbols, toUInt32(min(n)) AS least
         FROM (SELECT symbol, count() AS n FROM prices FINAL GROUP BY symbol)`,
      );
      expect(counts?.symbols).toBeGreaterThanOrEqual(done);
      expect(counts?.least).toBe(1000);
      await warehouse.close();
    }
  });

  test('a process that forgets to close the warehouse still ends, and the next one opens it', async () => {
    const home = newFolder();
    const forgetful = await child('leave-open.ts', home);
    await forgetful.line('ready embedded');
    await new Promise((resolve) => forgetful.process.once('close', resolve));
    expect(forgetful.process.exitCode).toBe(0);
    expect((await opened(home)).home).toBe('embedded');
  });
});

test('a process ends at once although its engine computes for minutes, and the next one opens the folder', async () => {
  const home = newFolder();
  const busy = await child('keep-computing.ts', home);
  await busy.line('busy');
  const begun = performance.now();
  busy.process.kill('SIGTERM');
  await once(busy.process, 'close');
  expect(busy.process.signalCode).toBe('SIGTERM');
  expect(busy.lines).toEqual(['busy']);
  expect(performance.now() - begun).toBeLessThan(10_000);
  expect((await opened(home)).home).toBe('embedded');
});

describe('the file that says where the holder is', () => {
  test('is only for its owner, and gone after close', async () => {
    const home = newFolder();
    const warehouse = await opened(home);
    expect(statSync(join(home, 'endpoint.json')).mode & 0o777).toBe(0o600);
    await warehouse.close();
    expect(existsSync(join(home, 'endpoint.json'))).toBe(false);
  });

  test.each([
    ['of a process that has died', '{"url":"http://127.0.0.1:9","user":"fm","password":"x","pid":1,"startedAt":""}'],
    ['that leads to another machine', '{"url":"http://192.0.2.1:9","user":"fm","password":"x","pid":1,"startedAt":""}'],
    ['that was cut off', '{"url":"http://127.0.0.1:9","us'],
    ['that is empty', ''],
  ])('one %s does not keep the folder from being opened', async (_, content) => {
    const home = newFolder();
    writeFileSync(join(home, 'endpoint.json'), content);
    expect((await opened(home)).home).toBe('embedded');
    expect(JSON.parse(readFileSync(join(home, 'endpoint.json'), 'utf8'))).toMatchObject({ pid: process.pid });
  });
});

describe('one process', () => {
  test('that opens a folder twice has one engine, which the last close ends', async () => {
    const home = newFolder();
    const [first, second] = await Promise.all([opened(home), opened(home)]);
    expect([first.home, second.home]).toEqual(['embedded', 'embedded']);
    await first.close();
    await loadSymbol(second, 1);
    expect(await symbolsIn(second)).toBe(1);
    await second.close();
    await expect(second.query('SELECT 1')).rejects.toMatchObject({ code: 'WAREHOUSE_CLOSED' });
    expect((await opened(home)).home).toBe('embedded');
  });

  test('cannot open a second folder before it has closed the first', async () => {
    const first = await opened(newFolder());
    const folder = newFolder();
    await expect(openWarehouse({ home: folder })).rejects.toMatchObject({ code: 'WAREHOUSE_OTHER_FOLDER_OPEN' });
    await first.close();
    expect((await opened(folder)).home).toBe('embedded');
  });

  test('that asked to read only is refused a write, in both homes', async () => {
    const home = newFolder();
    const reader = await openWarehouse({ home, readonly: true });
    cleanups.push(() => reader.close());
    expect(await reader.query('SELECT count() AS n FROM prices')).toEqual([{ n: '0' }]);
    await expect(loadSymbol(reader, 1)).rejects.toMatchObject({ cause: { code: '164' } });
    await reader.close();
    const holder = await child('hold-folder.ts', home);
    await holder.line('ready embedded');
    const attached = await openWarehouse({ home, readonly: true });
    cleanups.push(() => attached.close());
    expect(attached.home).toBe('attached');
    await expect(loadSymbol(attached, 1)).rejects.toMatchObject({ cause: { code: '164' } });
  });
});
