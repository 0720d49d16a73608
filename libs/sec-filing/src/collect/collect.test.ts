import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ProviderRegistry } from '@fm/platform/http';
import { startReplayServer, virtualTime, type ReplayServer, type VirtualTime } from '@fm/platform/testing';
import { factsAsOf } from '../testing/read-facts.ts';
import { accession, companyFacts, madeCompany, submissions, type MadeRow } from '../testing/documents.ts';
import { contentOf, openWorkbench, type Workbench } from '../testing/workbench.ts';
import { extractObject } from '../extract.ts';
import { collectFilings, fetchFilings } from './collect.ts';
import { createSecClient } from './sec-client.ts';

let bench: Workbench;
let server: ReplayServer;
let time: VirtualTime;
beforeAll(async () => {
  bench = await openWorkbench();
});
afterAll(() => bench.end());
beforeEach(async () => {
  server = await startReplayServer();
  time = virtualTime();
});
afterEach(async () => {
  await server.close();
  await bench.clear();
});

const filing = { accn: accession(15), form: '10-K', filed: '2021-02-12', accepted: '2021-02-11T22:30:00.000Z' };
const page = 'CIK0000000001-submissions-001.json';
const json = (value: unknown) => ({ body: JSON.stringify(value) });

function recordCompany(filings = [filing], facts: unknown = madeCompany()): void {
  server.record('/files/company_tickers.json', json({ 0: { cik_str: 1, ticker: 'MADE', title: 'Made Up Inc.' } }));
  server.record('/submissions/CIK0000000001.json', json(submissions(1, filings, [page])));
  const older = submissions(1, [
    { ...filing, accn: accession(3), filed: '2018-02-12', accepted: '2018-02-12T21:30:00.000Z' },
  ]);
  server.record(`/submissions/${page}`, json((older['filings'] as { recent: unknown }).recent));
  server.record('/api/xbrl/companyfacts/CIK0000000001.json', json(facts));
}

const collect = (symbols: readonly string[], more: { ciks?: Record<string, string> } = {}) => {
  const { warehouse, objectStore } = bench;
  const http = createSecClient({
    userAgent: 'Planted Person planted@example.org',
    objectStore,
    registry: new ProviderRegistry(),
    clock: time.clock,
    sleep: time.sleep,
  });
  const origins = { dataOrigin: server.origin, siteOrigin: server.origin };
  return collectFilings({ warehouse, objectStore, http, symbols, ...origins, ...more });
};

const asked = () => server.requests.map((request) => request.path);

describe('collecting filings', () => {
  test('goes from symbol to CIK to submissions with older pages to companyfacts, each stored raw', async () => {
    recordCompany();
    const progress: string[] = [];
    const { warehouse, objectStore } = bench;
    const http = createSecClient({ userAgent: 'A a@b.cd', objectStore, registry: new ProviderRegistry(), ...time });
    const summary = await collectFilings({
      ...{ warehouse, objectStore, http, symbols: ['MADE'], dataOrigin: server.origin, siteOrigin: server.origin },
      onProgress: ({ subject, done, total, status }) => progress.push(`${subject} ${done}/${total} ${status}`),
    });
    expect(summary).toMatchObject({ fetched: 4, new: 4, unchanged: 0, quarantined: 0, failed: [] });
    expect(asked()).toEqual([
      '/files/company_tickers.json',
      '/submissions/CIK0000000001.json',
      `/submissions/${page}`,
      '/api/xbrl/companyfacts/CIK0000000001.json',
    ]);
    expect(progress).toEqual(['MADE 1/1 new']);
    for (const [index, folder] of ['company-tickers', 'submissions', 'submissions', 'companyfacts'].entries()) {
      const sent = JSON.stringify(JSON.parse(await (await fetch(server.origin + asked()[index])).text()));
      const hash = createHash('sha256').update(sent).digest('hex').slice(0, 32);
      const keys: string[] = [];
      for await (const { key } of objectStore.list(`sec-filing/${folder}/`)) keys.push(key);
      expect(keys.some((key) => key.endsWith(`/${hash}.json`))).toBe(true);
    }
    const known = await factsAsOf(warehouse, {
      cik: '0000000001',
      asOf: new Date('2021-02-11T22:30:00Z'),
      tags: ['Revenues'],
    });
    expect(known.find((fact) => fact.end === '2020-12-31')).toMatchObject({ value: 8000, accn: accession(15) });
  });

  test('asks for companyfacts again only when there is a new accession', async () => {
    recordCompany();
    await collect(['MADE'], { ciks: { MADE: '0000000001' } });
    const first = asked().length;
    const second = await collect(['MADE'], { ciks: { MADE: '0000000001' } });
    expect(asked().slice(first)).toEqual(['/submissions/CIK0000000001.json']);
    expect(second).toMatchObject({ fetched: 1, new: 0, failed: [] });

    const news = {
      ...filing,
      accn: accession(16),
      form: '10-Q',
      filed: '2021-05-04',
      accepted: '2021-05-03T20:31:00.000Z',
    };
    const facts = madeCompany();
    const row: MadeRow = { start: '2021-01-01', end: '2021-03-31', val: 2100, ...news };
    const tags = facts['facts'] as Record<string, Record<string, { units: { USD: MadeRow[] } }>>;
    tags['us-gaap']?.['Revenues']?.units.USD.push({ ...row });
    recordCompany([news, filing], facts);
    const third = await collect(['MADE'], { ciks: { MADE: '0000000001' } });
    expect(third).toMatchObject({ fetched: 2, new: 2, rowsNew: 2, failed: [] });
    const last = asked().length;
    await collect(['MADE'], { ciks: { MADE: '0000000001' } });
    expect(asked().slice(last)).toEqual(['/submissions/CIK0000000001.json']);
  });

  test('a block pauses the run for ten minutes and is kept, then the run continues', async () => {
    recordCompany();
    server.misbehave('/submissions/CIK0000000001.json', { kind: 'forbidden-html' });
    const begin = time.clock.now().getTime();
    const summary = await collect(['MADE']);
    expect(summary).toMatchObject({ fetched: 4, failed: [] });
    expect(time.clock.now().getTime() - begin).toBeGreaterThanOrEqual(600_000);
    const refused: string[] = [];
    for await (const { key } of bench.objectStore.list('refused/')) refused.push(key);
    expect(refused).toEqual([expect.stringMatching(/^refused\/sec-filing\/2024-01-02\/403-/)]);
  });

  test('a provider that stays closed ends the run without asking for the other symbols', async () => {
    recordCompany();
    server.misbehave('/submissions/CIK0000000001.json', { kind: 'forbidden-html' }, 10);
    const summary = await collect(['MADE', 'OTHER'], { ciks: { MADE: '0000000001', OTHER: '0000000002' } });
    expect(summary.failed.map(({ subject, code }) => `${subject} ${code}`)).toEqual([
      'MADE HTTP_BLOCKED',
      'OTHER HTTP_BLOCKED',
    ]);
    expect(asked()).toEqual(['/submissions/CIK0000000001.json', '/submissions/CIK0000000001.json']);
  });

  test('a symbol without a CIK, and one that is not there, fail by name and the others continue', async () => {
    recordCompany();
    const summary = await collect(['NONE', 'GONE', 'MADE'], { ciks: { GONE: '0000000009' } });
    expect(summary.failed.map(({ subject, code }) => `${subject} ${code}`)).toEqual([
      'NONE FILING_UNKNOWN_SYMBOL',
      'GONE HTTP_NOT_FOUND',
    ]);
    expect(summary.new).toBe(4);
  });

  test.each([
    { kind: 'throttled', retryAfter: '3' },
    { kind: 'server-fault' },
    { kind: 'truncated' },
    { kind: 'closed-connection' },
  ] as const)('after $kind the document is asked for again', async (how) => {
    recordCompany();
    server.misbehave('/api/xbrl/companyfacts/CIK0000000001.json', how);
    expect(await collect(['MADE'])).toMatchObject({ fetched: 4, failed: [] });
  });

  test.each([
    ['wrong-content-type', 'HTTP_CONTENT_TYPE'],
    ['redirect-loop', 'HTTP_REDIRECTS'],
  ] as const)('%s fails the symbol', async (kind, code) => {
    recordCompany();
    server.misbehave('/api/xbrl/companyfacts/CIK0000000001.json', { kind }, 10);
    expect((await collect(['MADE'])).failed).toMatchObject([{ subject: 'MADE', code }]);
  });

  test('a document that is not JSON is kept, put in quarantine and counted', async () => {
    recordCompany();
    server.record('/api/xbrl/companyfacts/CIK0000000001.json', { body: '{"cik":1,"facts":{"us-gaap":' });
    expect(await collect(['MADE'])).toMatchObject({
      fetched: 4,
      new: 3,
      quarantined: 1,
      rowsQuarantined: 1,
      failed: [],
    });
    const rows = await bench.warehouse.query('SELECT source, uri, code, state FROM quarantine FINAL');
    expect(rows).toEqual([
      { source: 'sec-filing', uri: expect.stringMatching(/companyfacts/), code: 'FILING_NOT_JSON', state: 'open' },
    ]);
  });

  test('the contact never shows in what is stored, in errors or in the warehouse, even when the provider echoes it', async () => {
    recordCompany([filing], companyFacts(1, {}));
    server.record('/submissions/CIK0000000001.json', (request) => ({
      status: 400,
      contentType: 'text/html',
      body: `who is ${String(request.headers['user-agent'])}?`,
    }));
    const summary = await collect(['MADE']);
    expect(summary.failed).toHaveLength(1);
    const stored: string[] = [JSON.stringify(summary)];
    for await (const { key } of bench.objectStore.list('')) {
      const object = await bench.objectStore.get(key);
      stored.push(key, JSON.stringify(object?.metadata), object?.body.toString('utf8') ?? '');
    }
    for (const table of ['ingest_log', 'quarantine', 'companies'])
      stored.push(JSON.stringify(await bench.warehouse.query('SELECT * FROM {table:Identifier}', { table })));
    expect(stored.join('\n')).toContain('who is [redacted]?');
    expect(stored.join('\n')).not.toMatch(/planted/i);
  });

  test('collecting twice leaves the tables as they were', async () => {
    recordCompany();
    await collect(['MADE']);
    const before = await contentOf(bench.warehouse);
    await collect(['MADE']);
    expect(await contentOf(bench.warehouse)).toEqual(before);
  });
});

describe('fetching alone', () => {
  test('stores the documents without a warehouse, and asks only for what is new the second time', async () => {
    recordCompany();
    const { objectStore, warehouse } = bench;
    const http = createSecClient({ userAgent: 'A a@b.cd', objectStore, registry: new ProviderRegistry(), ...time });
    const options = { objectStore, http, symbols: ['MADE'], ciks: { MADE: '0000000001' }, dataOrigin: server.origin };
    expect(await fetchFilings(options)).toMatchObject({ fetched: 3, new: 3, failed: [] });
    expect(await fetchFilings(options)).toMatchObject({ fetched: 1, new: 0, unchanged: 3, failed: [] });
    for await (const { key } of objectStore.list('')) await extractObject({ warehouse, objectStore, key });
    const rows = await warehouse.query<{ facts: string }>('SELECT count() AS facts FROM filing_facts FINAL');
    expect(Number(rows[0]?.facts)).toBe(49);
  });

  test('a round that broke before the facts came is done again', async () => {
    recordCompany();
    server.misbehave('/api/xbrl/companyfacts/CIK0000000001.json', { kind: 'wrong-content-type' });
    const { objectStore } = bench;
    const http = createSecClient({ userAgent: 'A a@b.cd', objectStore, registry: new ProviderRegistry(), ...time });
    const options = { objectStore, http, ciks: { MADE: '0000000001' }, dataOrigin: server.origin };
    expect((await fetchFilings(options)).failed).toHaveLength(1);
    expect(await fetchFilings(options)).toMatchObject({ fetched: 2, new: 1, failed: [] });
  });

  test('a warehouse that is younger than the store gets what is stored', async () => {
    recordCompany();
    const { objectStore, warehouse } = bench;
    const http = createSecClient({ userAgent: 'A a@b.cd', objectStore, registry: new ProviderRegistry(), ...time });
    const options = { objectStore, http, symbols: ['MADE'], ciks: { MADE: '0000000001' }, dataOrigin: server.origin };
    await fetchFilings(options);
    expect(await collectFilings({ ...options, warehouse })).toMatchObject({ fetched: 1, new: 3, failed: [] });
  });

  test('companyfacts that do not hold the new filing yet are asked for again', async () => {
    const late = { ...filing, accn: accession(77), filed: '2021-05-04', accepted: '2021-05-03T20:31:00.000Z' };
    recordCompany([late, filing]);
    const { objectStore } = bench;
    const http = createSecClient({ userAgent: 'A a@b.cd', objectStore, registry: new ProviderRegistry(), ...time });
    const options = { objectStore, http, ciks: { MADE: '' }, dataOrigin: server.origin, siteOrigin: server.origin };
    await fetchFilings(options);
    expect(await fetchFilings(options)).toMatchObject({ fetched: 3, new: 0 });
  });
});
