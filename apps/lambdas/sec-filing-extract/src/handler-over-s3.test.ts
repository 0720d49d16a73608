import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  notificationOf,
  queueOf,
  shownBy,
  startSecretServer,
  testContext,
  type SecretServer,
} from '@fm/platform/lambda/testing';
import { motoInstalled, motoInstallLine, startBucket, type TestBucket } from '@fm/object-store/testing';
import { filingFactsTable, quarantineTable, tableContentHash } from '@fm/warehouse';
import { functionWarehouse } from '@fm/warehouse/lambda';
import { startRefusingServer, type RefusingServer } from '@fm/warehouse/testing';
import { handler } from './handler.ts';

const home = mkdtempSync(`${tmpdir()}/fm-lambda-`);
const fact = { end: '2023-12-31', val: 5, accn: '0000000001-24-000001', fy: 2023, fp: 'FY', form: '10-K' };
const units = { USD: [{ ...fact, filed: '2024-02-01' }] };
const document = { cik: 1, entityName: 'A', facts: { 'us-gaap': { Assets: { label: 'A', description: '', units } } } };
const keys = ['companyfacts/CIK0000000001/a.json', 'companyfacts/CIK0000000002/broken.json'].map(
  (key) => `sec-filing/${key}`,
);
const passwordArn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:clickhouse-AbCdEf';
const password = 'PLANTED-CLICKHOUSE-PASSWORD';
let bucket: TestBucket;
let secrets: SecretServer;
let refusing: RefusingServer;

const name = motoInstalled ? 'sec-filing-extract over S3' : `skipped: needs moto_server (${motoInstallLine})`;
(motoInstalled ? describe : describe.skip)(name, () => {
  beforeAll(async () => {
    secrets = await startSecretServer({ [passwordArn]: password });
    bucket = await startBucket();
    refusing = await startRefusingServer();
    Object.assign(process.env, {
      FM_HOME: home,
      FM_OBJECT_STORE: bucket.url,
      SEC_USER_AGENT: 'Made Research PLANTED@example.com',
    });
    await bucket.store.putIfAbsent(keys[0]!, JSON.stringify(document));
    await bucket.store.putIfAbsent(keys[1]!, '{"cik": 2, "facts":');
  });
  afterAll(async () => {
    await (await functionWarehouse()).close();
    await Promise.all([bucket.end(), secrets.close(), refusing.close()]);
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
        Promise.all([filingFactsTable, quarantineTable].map((table) => tableContentHash(warehouse, table)));
      const once = await content();
      expect(await warehouse.query('SELECT cik, tag, value FROM filing_facts FINAL')).toEqual([
        { cik: '0000000001', tag: 'Assets', value: 5 },
      ]);
      await Promise.all(
        Array.from({ length: 10 }, (_, at) => handler(at % 2 ? queueOf(...told.toReversed()) : told[0]!, testContext)),
      );
      expect(await content()).toEqual(once);
    });
    expect(error).toBeUndefined();
    expect(shown + (await bucket.everything())).not.toContain('PLANTED');
  }, 120_000);
});
