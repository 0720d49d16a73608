import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterEach, expect, jest, test } from '@jest/globals';
import { serverDisplayName } from '../gateway/gateway.ts';
import { openWarehouse } from '../open.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { writeEndpoint } from './endpoint.ts';

jest.setTimeout(120_000);

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

test('a holder that leaves after its greeting is followed by the process that asked', async () => {
  const { folder, remove } = temporaryFolder();
  cleanups.push(remove);
  const home = join(folder, 'home');
  mkdirSync(home, { mode: 0o700 });
  const socket = join(home, 'leaving.sock');
  let greeted = 0;
  const holder = createServer((request, response) => {
    greeted++;
    request.resume();
    response.setHeader('X-ClickHouse-Server-Display-Name', serverDisplayName).setHeader('Connection', 'close');
    response.end('Ok.');
    // The socket goes with the server, as that of a process that ends.
    holder.close();
  });
  await new Promise<void>((resolve) => holder.listen(socket, resolve));
  cleanups.push(() => holder.close());
  const startedAt = new Date().toISOString();
  // The process that started this one lives as long as the test.
  const endpoint = { socket, url: 'http://127.0.0.1:1', user: 'fm', password: 'secret', pid: process.ppid, startedAt };
  writeEndpoint(home, endpoint);
  const warehouse = await openWarehouse({ home });
  cleanups.push(() => warehouse.close());
  expect(greeted).toBe(1);
  expect(warehouse.home).toBe('embedded');
});
