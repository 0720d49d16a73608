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
import { articlesTable, articleSentimentTable, quarantineTable, tableContentHash } from '@fm/warehouse';
import { functionWarehouse } from '@fm/warehouse/lambda';
import { startRefusingServer, type RefusingServer } from '@fm/warehouse/testing';
import { handler } from './handler.ts';

const home = mkdtempSync(`${tmpdir()}/fm-lambda-`);
const labels = { symbol: 'KO', 'collected-at': '2024-05-01T22:00:00Z' };
const article = { url: 'https://example.com/a', title: 'Good', content: 'Good.', published_date: '2024-05-01' };
const keys = ['web-search/tavily/KO/2024-05-01/a.json', 'web-search/tavily/KO/2024-05-01/broken.json'];
const passwordArn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:clickhouse-AbCdEf';
const password = 'PLANTED-CLICKHOUSE-PASSWORD';
let bucket: TestBucket;
let secrets: SecretServer;
let refusing: RefusingServer;

const name = motoInstalled ? 'web-search-score over S3' : `skipped: needs moto_server (${motoInstallLine})`;
(motoInstalled ? describe : describe.skip)(name, () => {
  beforeAll(async () => {
    secrets = await startSecretServer({ [passwordArn]: password });
    bucket = await startBucket();
    refusing = await startRefusingServer();
    Object.assign(process.env, { FM_HOME: home, FM_OBJECT_STORE: bucket.url, TAVILY_API_KEY: 'PLANTED-TAVILY-KEY' });
    await bucket.store.putIfAbsent(keys[0]!, JSON.stringify({ results: [article] }), labels);
    await bucket.store.putIfAbsent(keys[1]!, '{"results": [', labels);
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
        Promise.all(
          [articlesTable, articleSentimentTable, quarantineTable].map((table) => tableContentHash(warehouse, table)),
        );
      const once = await content();
      expect(await warehouse.query('SELECT symbol, title, code FROM articles FINAL, quarantine FINAL')).toEqual([
        { symbol: 'KO', title: 'Good', code: 'SEARCH_NOT_A_RESPONSE' },
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
