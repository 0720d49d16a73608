import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ProviderRegistry } from '@fm/platform';
import { startReplayServer, virtualTime, type ReplayServer } from '@fm/platform/testing';
import { localObjectStore } from '@fm/object-store';
import { fetchFilings } from './fetch-filings.ts';
import { createSecClient } from './sec-client.ts';

let server: ReplayServer;
let folder: string;
beforeEach(async () => {
  server = await startReplayServer();
  folder = mkdtempSync(join(tmpdir(), 'fm-fetch-'));
  server.record('/submissions/CIK0000000001.json', { body: submissions('0000000001-24-000001') });
  server.record('/api/xbrl/companyfacts/CIK0000000001.json', { body: facts });
  server.record('/files/company_tickers.json', { body: '{"0":{"cik_str":1,"ticker":"AAA","title":"A Inc."}}' });
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

const facts = '{"cik":1,"entityName":"A Inc.","facts":{}}';

function submissions(accession: string): string {
  const recent = {
    accessionNumber: [accession],
    filingDate: ['2024-02-01'],
    reportDate: ['2023-12-31'],
    acceptanceDateTime: ['2024-02-01T21:00:00.000Z'],
    form: ['10-K'],
    isXBRL: [1],
    primaryDocument: ['a.htm'],
  };
  return JSON.stringify({ cik: '1', name: 'A Inc.', tickers: ['AAA'], filings: { recent, files: [] } });
}

async function round(ciks: Record<string, string>) {
  const { clock, sleep } = virtualTime();
  const objectStore = localObjectStore(folder);
  const http = createSecClient({
    userAgent: 'Test test@example.org',
    objectStore,
    registry: new ProviderRegistry(),
    clock,
    sleep,
  });
  const result = await fetchFilings({ objectStore, http, ciks, dataOrigin: server.origin, siteOrigin: server.origin });
  const keys: string[] = [];
  for await (const { key } of objectStore.list('sec-filing/')) keys.push(key.replace(/\/[0-9a-f]{32}\.json$/, ''));
  return { ...result, keys };
}

test('facts are fetched only where submissions says something new', async () => {
  const first = await round({ AAA: '0000000001' });
  expect(first).toMatchObject({ fetched: 1, unchanged: 0, failed: [] });
  expect(first.keys).toEqual(['sec-filing/companyfacts/CIK0000000001', 'sec-filing/submissions/CIK0000000001']);
  expect(await round({ AAA: '0000000001' })).toMatchObject({ fetched: 0, unchanged: 1 });
  expect(server.requests.filter(({ path }) => path.includes('companyfacts'))).toHaveLength(1);
});

test('a round that broke before the facts came is done again', async () => {
  server.misbehave('/api/xbrl/companyfacts/CIK0000000001.json', { kind: 'truncated' }, 10);
  const broken = await round({ AAA: '0000000001' });
  expect(broken.failed.map(({ subject }) => subject)).toEqual(['AAA']);
  expect(broken.keys).toEqual([]);
});

test('a symbol without a CIK is looked up; one that nobody knows fails alone', async () => {
  const { fetched, failed } = await round({ AAA: '', NONE: '' });
  expect(fetched).toBe(1);
  expect(failed.map(({ subject, code }) => [subject, code])).toEqual([['NONE', 'FILING_UNKNOWN_SYMBOL']]);
});
