import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { notificationOf, queueOf, testContext } from '@fm/platform/lambda/testing';
import { localObjectStore } from '@fm/object-store';
import { functionWarehouse } from '@fm/warehouse/lambda';
import { handler } from './handler.ts';

const folder = mkdtempSync(join(tmpdir(), 'fm-lambda-'));
Object.assign(process.env, {
  FM_HOME: join(folder, 'warehouse'),
  FM_OBJECT_STORE: `file://${join(folder, 'objects')}`,
  CLICKHOUSE_URL: '',
});
afterAll(async () => {
  await (await functionWarehouse()).close();
  rmSync(folder, { recursive: true });
});

const fact = {
  end: '2023-12-31',
  val: 5,
  accn: '0000000001-24-000001',
  fy: 2023,
  fp: 'FY',
  form: '10-K',
  filed: '2024-02-01',
};
const document = {
  cik: 1,
  entityName: 'A Inc.',
  facts: { 'us-gaap': { Assets: { label: 'Assets', description: '', units: { USD: [fact] } } } },
};

test('a stored document is read once, however many messages name it; only the message of one that is gone fails', async () => {
  const key = 'sec-filing/companyfacts/CIK0000000001/a.json';
  await localObjectStore(join(folder, 'objects')).putIfAbsent(key, JSON.stringify(document));
  const event = queueOf(
    notificationOf('raw', key),
    notificationOf('raw', 'sec-filing/companyfacts/CIK0000000002/gone.json'),
    notificationOf('raw', 'refused/sec-filing/x'),
  );
  for (let delivery = 0; delivery < 10; delivery += 1) {
    expect(await handler(event, testContext)).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
  }
  await handler(notificationOf('raw', key), testContext);
  const warehouse = await functionWarehouse();
  expect(await warehouse.query('SELECT cik, tag, value FROM filing_facts FINAL')).toEqual([
    { cik: '0000000001', tag: 'Assets', value: 5 },
  ]);
});
