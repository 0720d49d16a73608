import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { captureOutput, notificationOf, queueOf, testContext } from '@fm/platform/lambda/testing';
import { localObjectStore } from '@fm/object-store';
import { functionWarehouse } from '@fm/warehouse/lambda';
import { doors } from './doors.ts';
import { handler } from './handler.ts';

const folder = mkdtempSync(join(tmpdir(), 'fm-lambda-'));
const store = localObjectStore(join(folder, 'objects'));

beforeAll(() => {
  Object.assign(process.env, {
    FM_HOME: join(folder, 'warehouse'),
    FM_OBJECT_STORE: store.url,
    CLICKHOUSE_URL: '',
  });
});
afterAll(async () => {
  await (await functionWarehouse()).close();
  rmSync(folder, { recursive: true });
});

/** A file of each kind as its object, and the rows that it makes. */
const files: Readonly<Record<string, { name: string; body: string | Uint8Array; rows: string }>> = {
  prices: {
    name: 'prices/KO.csv',
    body: 'Date,Open,High,Low,Close,Adj Close,Volume\n2024-03-01,59,60,58,59.5,58.1,1000\n',
    rows: 'prices',
  },
  'risk-free': { name: 'risk-free/DTB3.csv', body: rates(), rows: 'risk_free' },
  'corporate-actions': {
    name: 'corporate-actions/splits.csv.gz',
    body: gzipSync('Symbol,Date,Kind,Value\nAAPL,2020-08-31,split,4:1\n'),
    rows: 'corporate_actions',
  },
  delistings: { name: 'delistings/ended.csv', body: 'symbol,date,return\nSIVB,2023-03-28,-0.95\n', rows: 'delistings' },
  groups: { name: 'groups/industries.csv', body: 'symbol,group\nKO,Beverages\n', rows: 'stock_groups' },
  'short-interest': {
    name: 'short-interest/finra.csv',
    body: 'symbol,settlementDate,publishedAt,sharesShort\nKO,2024-02-29,2024-03-11,1000\n',
    rows: 'short_interest',
  },
  'factor-values': {
    name: 'factor-values/quality.csv',
    body: 'date,symbol,quality\n2024-03-01,KO,1\n',
    rows: 'user_values',
  },
  panel: { name: 'panel/vwap/march.csv', body: 'date,symbol,value\n2024-03-01,KO,59.2\n', rows: 'user_values' },
  'factor-returns': {
    name: 'factor-returns/own.csv',
    body: ['date,OWN', ...days(30).map((day, at) => `${day},0.00${at % 9}`)].join('\n'),
    rows: 'known_returns',
  },
  formulas: { name: 'formulas/mine.txt', body: 'gap = vwap / close\n', rows: 'kept_factors' },
};

test('every kind of file has an example here', () => {
  expect(Object.keys(files).sort()).toEqual(Object.keys(doors).sort());
});

test.each(Object.entries(files))('a file of %s is loaded, and loaded once', async (_kind, { name, body, rows }) => {
  const key = `facts/${name}`;
  await store.putIfAbsent(key, body);
  const notification = notificationOf('data', key);
  const warehouse = await functionWarehouse();
  const count = async () =>
    (await warehouse.query<{ rows: number }>(`SELECT count() AS rows FROM ${rows} FINAL`))[0]?.rows;
  const before = Number(await count());
  expect(await handler(queueOf(notification), testContext)).toEqual({ batchItemFailures: [] });
  const after = Number(await count());
  expect(after).toBeGreaterThan(before);
  const { shown } = await captureOutput(() => handler(notification, testContext));
  expect(shown).toMatch(/"message":"ingested".*"new":0,/);
  await handler(queueOf(notification), testContext);
  expect(Number(await count())).toBe(after);
});

test('values of a panel are named by its folder', async () => {
  const warehouse = await functionWarehouse();
  const names = await warehouse.query('SELECT DISTINCT name FROM user_values FINAL ORDER BY name');
  expect(names).toEqual([{ name: 'quality' }, { name: 'vwap' }]);
});

test('a key that names no kind fails its message and says which kinds there are; the file is not touched', async () => {
  const key = 'facts/rates/DTB3.csv';
  await store.putIfAbsent(key, rates());
  const { error, shown } = await captureOutput(() => handler(notificationOf('data', key), testContext));
  expect(String(error)).toMatch(/FACTS_KIND_UNKNOWN.*facts\/rates\/DTB3\.csv.*risk-free/s);
  expect(shown).toContain('"level":"ERROR"');
  expect(await store.get(key)).toBeDefined();
});

test('objects outside of facts/ are left, and no file stays behind in the folder of the function', async () => {
  await store.putIfAbsent('yahoo/KO.json', '{}');
  expect(await handler(queueOf(notificationOf('data', 'yahoo/KO.json')), testContext)).toEqual({
    batchItemFailures: [],
  });
  const paths = Object.values(files).map(({ name }) => join(tmpdir(), 'market-data-ingest/facts', name));
  expect(paths.filter((path) => existsSync(path))).toEqual([]);
});

function days(count: number): string[] {
  return Array.from({ length: count }, (_, at) => new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10));
}

function rates(): string {
  return ['observation_date,DTB3', ...days(30).map((day) => `${day},5.2`)].join('\n');
}
