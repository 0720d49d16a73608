import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { httpClient } from './http-client.ts';

test('a connection is used again at once, and let go before a server of default configuration closes it after 3 s', async () => {
  let connections = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => response.end());
  });
  server.keepAliveTimeout = 60_000;
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = httpClient({ url, user: 'u', password: '', database: 'd', readonly: false });
  try {
    await client.command({ query: 'SELECT 1' });
    await client.command({ query: 'SELECT 1' });
    expect(connections).toBe(1);
    await wait(2_900);
    await client.command({ query: 'SELECT 1' });
    expect(connections).toBe(2);
  } finally {
    await client.close();
    server.closeAllConnections();
    server.close();
  }
});
