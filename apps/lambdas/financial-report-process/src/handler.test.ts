import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startConverseServer, toolUse, type ConverseServer } from '@fm/platform/bedrock/testing';
import { notificationOf, queueOf, testContext } from '@fm/platform/lambda/testing';
import { localObjectStore } from '@fm/object-store';
import { functionWarehouse } from '@fm/warehouse/lambda';
import { handler } from './handler.ts';

const folder = mkdtempSync(join(tmpdir(), 'fm-lambda-'));
const reading = { value: 61, summary: '', key_figures: [], change: '', reason: 'Ages of the directors.' };
let model: ConverseServer;

beforeAll(async () => {
  model = await startConverseServer((request) =>
    JSON.stringify(request.toolConfig.toolChoice).includes('findings')
      ? toolUse('record_findings', { findings: [] })
      : toolUse('record_measures', { BoardAge: reading, ExecutivePay: { ...reading, value: null } }),
  );
  Object.assign(process.env, {
    FM_HOME: join(folder, 'warehouse'),
    FM_OBJECT_STORE: `file://${join(folder, 'objects')}`,
    FM_BEDROCK_MODEL: 'us.amazon.nova-pro-v1:0',
    AWS_ENDPOINT_URL_BEDROCK_RUNTIME: model.origin,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    CLICKHOUSE_URL: '',
  });
});
afterAll(async () => {
  await (await functionWarehouse()).close();
  await model.close();
  rmSync(folder, { recursive: true });
});

test('an uploaded document is rated once, through the queue or directly, however often it is notified of', async () => {
  const key = 'reports/KO/proxy-statement/2024-03-01/proxy-2024.txt';
  await localObjectStore(join(folder, 'objects')).putIfAbsent(key, 'The directors are 61 years old.');
  const notification = notificationOf('reports', key);
  expect(await handler(queueOf(notification), testContext)).toEqual({ batchItemFailures: [] });
  for (let delivery = 0; delivery < 5; delivery += 1) {
    await handler(notification, testContext);
    await handler(queueOf(notification), testContext);
  }
  expect(model.requests).toHaveLength(2);
  const warehouse = await functionWarehouse();
  expect(
    await warehouse.query(
      'SELECT symbol, rating, value, toString(known_at) AS known FROM document_ratings FINAL ORDER BY rating',
    ),
  ).toEqual([
    { symbol: 'KO', rating: 'BoardAge', value: 61, known: '2024-03-02 05:00:00.000' },
    { symbol: 'KO', rating: 'ExecutivePay', value: null, known: '2024-03-02 05:00:00.000' },
  ]);
});

test('a document that is not a PDF is quarantined and not delivered again', async () => {
  await localObjectStore(join(folder, 'objects')).putIfAbsent('reports/KO/annual-report/2024-03-01/x.pdf', 'no pdf');
  expect(
    await handler(queueOf(notificationOf('reports', 'reports/KO/annual-report/2024-03-01/x.pdf')), testContext),
  ).toEqual({
    batchItemFailures: [],
  });
  const warehouse = await functionWarehouse();
  expect(await warehouse.query('SELECT code, symbol FROM quarantine FINAL')).toEqual([
    { code: 'PDF_MALFORMED', symbol: 'KO' },
  ]);
});
