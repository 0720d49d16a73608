import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import type { Warehouse } from '../contract.ts';
import { serverDisplayName } from '../gateway/gateway.ts';
import { openWarehouse } from '../open.ts';
import { startChild } from '../testing/script-process.ts';
import { loadSymbol, rowsPerSymbol } from '../testing/load-symbol.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import type { Endpoint } from './endpoint.ts';

jest.setTimeout(120_000);

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function newFolder(): string {
  const { folder, remove } = temporaryFolder();
  cleanups.push(remove);
  return folder;
}

/** What somebody else would serve on the port of a holder that died: every statement "succeeds". */
async function impostor(port: number): Promise<{ server: Server; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    request.resume();
    response.setHeader('X-ClickHouse-Server-Display-Name', serverDisplayName);
    response.end('');
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  cleanups.push(() => server.close());
  return { server, asked };
}

const portOf = (home: string) =>
  Number(new URL((JSON.parse(readFileSync(join(home, 'endpoint.json'), 'utf8')) as Endpoint).url).port);

const rowsOf = async (warehouse: Warehouse) =>
  Number((await warehouse.query<{ n: string }>('SELECT count() AS n FROM prices FINAL'))[0]?.n);

describe('somebody who takes the port of a holder that was killed', () => {
  test('is not asked by the next process, and learns no password', async () => {
    const home = newFolder();
    const holder = startChild('hold-folder.ts', home);
    await holder.line('ready embedded');
    const port = portOf(home);
    await holder.kill();
    const { asked } = await impostor(port);
    const next = await openWarehouse({ home });
    cleanups.push(() => next.close());
    expect(next.home).toBe('embedded');
    await loadSymbol(next, 1);
    expect(await rowsOf(next)).toBe(rowsPerSymbol);
    expect(asked).toEqual([]);
  });

  test('is not asked by a process that was attached', async () => {
    const home = newFolder();
    const holder = startChild('hold-folder.ts', home);
    await holder.line('ready embedded');
    const attached = await openWarehouse({ home });
    cleanups.push(() => attached.close());
    expect(attached.home).toBe('attached');
    await loadSymbol(attached, 1);
    const port = portOf(home);
    await holder.kill();
    const { asked } = await impostor(port);
    await loadSymbol(attached, 2);
    expect(await rowsOf(attached)).toBe(2 * rowsPerSymbol);
    expect(asked).toEqual([]);
  });

  test.each([
    ['with the id of a process that lives', process.ppid],
    ['with the id of a process that has died', 2_147_483_646],
  ])('is not asked when the file that leads there is old, %s', async (_, pid) => {
    const home = newFolder();
    mkdirSync(home, { recursive: true, mode: 0o700 });
    const { server, asked } = await impostor(0);
    const { port } = server.address() as { port: number };
    const old = { url: `http://127.0.0.1:${port}`, user: 'fm', password: 'PLANTED', pid, startedAt: '2026-01-01' };
    for (const socket of [undefined, join(home, 'gateway.sock'), '/tmp/gateway.sock']) {
      writeFileSync(join(home, 'endpoint.json'), JSON.stringify({ ...old, socket }), { mode: 0o600 });
      const next = await openWarehouse({ home });
      expect(next.home).toBe('embedded');
      await next.close();
    }
    expect(asked).toEqual([]);
  });
});
