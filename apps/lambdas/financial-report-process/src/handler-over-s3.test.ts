import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startConverseServer, toolUse, type ConverseServer } from '@fm/platform/bedrock/testing';
import {
  notificationOf,
  queueOf,
  shownBy,
  startSecretServer,
  testContext,
  type SecretServer,
} from '@fm/platform/lambda/testing';
import { motoInstalled, motoInstallLine, startBucket, type TestBucket } from '@fm/object-store/testing';
import { documentRatingsTable, quarantineTable, tableContentHash } from '@fm/warehouse';
import { functionWarehouse } from '@fm/warehouse/lambda';
import { startRefusingServer, type RefusingServer } from '@fm/warehouse/testing';
import { handler } from './handler.ts';

const home = mkdtempSync(`${tmpdir()}/fm-lambda-`);
const reading = { value: 61, summary: '', key_figures: [], change: '', reason: 'Ages of the directors.' };
const keys = ['proxy-statement/2024-03-01/proxy.txt', 'annual-report/2024-03-01/broken.pdf'].map(
  (name) => `reports/KO/${name}`,
);
const passwordArn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:clickhouse-AbCdEf';
const password = 'PLANTED-CLICKHOUSE-PASSWORD';
let model: ConverseServer;
let bucket: TestBucket;
let secrets: SecretServer;
let refusing: RefusingServer;

const name = motoInstalled ? 'financial-report-process over S3' : `skipped: needs moto_server (${motoInstallLine})`;
(motoInstalled ? describe : describe.skip)(name, () => {
  beforeAll(async () => {
    model = await startConverseServer((request) =>
      JSON.stringify(request.toolConfig.toolChoice).includes('findings')
        ? toolUse('record_findings', { findings: [] })
        : toolUse('record_measures', { BoardAge: reading, ExecutivePay: { ...reading, value: null } }),
    );
    const bedrock = {
      FM_BEDROCK_MODEL: 'us.amazon.nova-pro-v1:0',
      AWS_ENDPOINT_URL_BEDROCK_RUNTIME: model.origin,
    };
    secrets = await startSecretServer({ [passwordArn]: password });
    bucket = await startBucket();
    refusing = await startRefusingServer();
    Object.assign(process.env, { FM_HOME: home, FM_OBJECT_STORE: bucket.url, ...bedrock });
    await bucket.store.putIfAbsent(keys[0]!, 'The directors are 61 years old.');
    await bucket.store.putIfAbsent(keys[1]!, 'no pdf');
  });
  afterAll(async () => {
    await (await functionWarehouse()).close();
    await Promise.all([bucket.end(), secrets.close(), model.close(), refusing.close()]);
    rmSync(home, { recursive: true });
  });

  const told = keys.map((key) => notificationOf('raw', `base/${key}`));

  test('a warehouse that refuses the password fails every message, and neither password nor key shows', async () => {
    Object.assign(process.env, { CLICKHOUSE_URL: refusing.origin, CLICKHOUSE_PASSWORD_SECRET_ARN: passwordArn });
    const { shown } = await shownBy(async () => {
      const { batchItemFailures } = (await handler(queueOf(...told), testContext)) as { batchItemFailures: object[] };
      expect(batchItemFailures).toHaveLength(2);
    });
    const direct = await shownBy(() => handler(told[0]!, testContext));
    expect(direct.error).toBeDefined();
    expect(refusing.passwords).toContain(password);
    expect(shown + direct.shown).toContain('"level":"ERROR"');
    expect(shown + direct.shown).not.toContain('PLANTED');
  }, 60_000);

  test('ten deliveries of each object, direct and through the queue, are as one; a broken one is put aside', async () => {
    Object.assign(process.env, { CLICKHOUSE_URL: '' });
    delete process.env['CLICKHOUSE_PASSWORD_SECRET_ARN'];
    const { shown, error } = await shownBy(async () => {
      expect(await handler(queueOf(...told), testContext)).toEqual({ batchItemFailures: [] });
      const warehouse = await functionWarehouse();
      const content = () =>
        Promise.all([documentRatingsTable, quarantineTable].map((table) => tableContentHash(warehouse, table)));
      const once = await content();
      expect(await warehouse.query('SELECT rating, value FROM document_ratings FINAL ORDER BY rating')).toEqual([
        { rating: 'BoardAge', value: 61 },
        { rating: 'ExecutivePay', value: null },
      ]);
      expect(await warehouse.query('SELECT code FROM quarantine FINAL')).toEqual([{ code: 'PDF_MALFORMED' }]);
      await Promise.all(
        Array.from({ length: 10 }, (_, at) => handler(at % 2 ? queueOf(...told.toReversed()) : told[0]!, testContext)),
      );
      expect(await content()).toEqual(once);
      expect(model.requests).toHaveLength(2);
    });
    expect(error).toBeUndefined();
    expect(shown + (await bucket.everything())).not.toContain('PLANTED');
  }, 120_000);
});
