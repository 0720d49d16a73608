import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { barsFrom, chartOf } from '@fm/market-data/testing';
import { collectPrices } from '@fm/market-data';
import { checkDay, reportLines } from '@fm/mining/day';
import { localObjectStore } from '@fm/object-store';
import { systemClock } from '@fm/platform';
import { startReplayServer, type ReplayServer } from '@fm/platform/testing';
import { collectFilings, createSecClient } from '@fm/sec-filing';
import { accession, companyFacts, submissions } from '@fm/sec-filing/testing';
import { openWarehouse, type Warehouse } from '@fm/warehouse';
import { collectArticles, lexiconScorer, tavilyClient } from '@fm/web-search';

const home = mkdtempSync(join(tmpdir(), 'fm-day-check-'));
const objectStore = localObjectStore(join(home, 'objects'));
/** Stocks of which one does not file with the SEC. */
const stocks = [{ symbol: 'AAA', cik: '0000000001' }, { symbol: 'BBB', cik: '0000000002' }, { symbol: 'VOD.L' }];
const now = new Date('2024-03-05T08:00:00Z');
let server: ReplayServer;
let warehouse: Warehouse;

beforeAll(async () => {
  server = await startReplayServer();
  warehouse = await openWarehouse({ home: join(home, 'warehouse') });
});
afterAll(async () => {
  await warehouse.close();
  await server.close();
  rmSync(home, { recursive: true });
});

test('a source of which nothing was ever stored is not expected, and without prices nothing is mined', async () => {
  expect(await checkDay(warehouse, stocks, now)).toEqual({
    sources: [
      {
        ...{ source: 'market-data', expected: 3, arrived: 0 },
        late: stocks.map(({ symbol }) => ({ subject: symbol, reason: 'no prices at all' })),
      },
    ],
    notMined: 'not mined: prices of 0 of 3 symbols are in, 80 % are needed',
  });
});

test('what the collectors of prices, filings and news stored is in, and what they did not is named', async () => {
  for (const { symbol } of stocks)
    server.record(`/v8/finance/chart/${symbol}`, { body: chartOf(symbol, barsFrom('2024-01-02', 44)) });
  const origins = { yahoo: server.origin, stooq: server.origin };
  const symbols = stocks.map(({ symbol }) => symbol);
  await collectPrices({ warehouse, objectStore, symbols, since: undefined, origins });

  const yearly = { accn: accession(1), form: '10-K', filed: '2024-02-12', accepted: '2024-02-12T22:30:00.000Z' };
  const old = { ...yearly, accn: accession(2), filed: '2023-08-01', accepted: '2023-08-01T20:30:00.000Z' };
  for (const [cik, filing] of [
    [1, yearly],
    [2, old],
  ] as const) {
    const { accn, form, filed } = filing;
    const revenue = [{ start: '2022-01-01', end: '2022-12-31', val: 1, accn, form, filed }];
    const name = String(cik).padStart(10, '0');
    server.record(`/submissions/CIK${name}.json`, { body: JSON.stringify(submissions(cik, [filing])) });
    server.record(`/api/xbrl/companyfacts/CIK${name}.json`, {
      body: JSON.stringify(companyFacts(cik, { Revenues: revenue })),
    });
  }
  const sec = createSecClient({ userAgent: 'Example Research research@example.com', objectStore });
  const ciks = { AAA: '0000000001', BBB: '0000000002' };
  await collectFilings({ warehouse, objectStore, http: sec, ciks, dataOrigin: server.origin });

  server.record('/search', { body: '{"results":[]}' });
  const http = tavilyClient('tvly-key', objectStore);
  const load = { warehouse, scorer: lexiconScorer, clock: systemClock };
  const deps = { http, store: objectStore, clock: systemClock, load, endpoint: `${server.origin}/search` };
  const search = (symbol: string, day: string) =>
    collectArticles(deps, { companies: [{ symbol, name: symbol }], days: [day] });
  await search('AAA', '2024-03-04');
  await search('VOD.L', '2024-02-20');

  const check = await checkDay(warehouse, stocks, now);
  expect(check.notMined).toBeUndefined();
  expect(reportLines({ day: '2024-03-05', ...check, notMined: 'checked', changes: [] })).toEqual([
    'Update of 2024-03-05',
    'market-data: 3 of 3 in (100 %)',
    'sec-filing: 1 of 2 in (50 %)',
    '  late: BBB: newest filing 2023-08-01 is 217 days old',
    'web-search: 1 of 3 in (33 %)',
    '  late: BBB: no searches at all',
    '  late: VOD.L: newest search 2024-02-20 is 14 days old',
    'checked',
  ]);
}, 120_000);
