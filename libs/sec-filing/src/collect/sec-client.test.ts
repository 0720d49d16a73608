import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ProviderRegistry } from '@fm/platform/http';
import { startReplayServer, virtualTime } from '@fm/platform/testing';
import { localObjectStore } from '@fm/object-store';
import { createSecClient } from './sec-client.ts';

test('EDGAR is asked five times a second at most, one request at a time, by a name with an address', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fm-sec-'));
  const server = await startReplayServer();
  const { clock, sleep } = virtualTime();
  const userAgent = 'Made Research research@example.org';
  const registry = new ProviderRegistry();
  const client = createSecClient({ objectStore: localObjectStore(folder), userAgent, registry, clock, sleep });
  server.record('/facts', { body: '{}' });
  const start = clock.now().getTime();
  let sent = 0;
  const ask = async (): Promise<void> => {
    await client.request({ url: `${server.origin}/facts` });
    sent += 1;
    // The next one may be on its way, the one after it not.
    expect(server.requests.length).toBeLessThanOrEqual(sent + 1);
  };
  await Promise.all(Array.from({ length: 11 }, ask));
  expect(clock.now().getTime() - start).toBe(2000);
  expect(server.requests).toHaveLength(11);
  expect(new Set(server.requests.map(({ headers }) => headers['user-agent']))).toEqual(new Set([userAgent]));
  await server.close();
  rmSync(folder, { recursive: true });
});
