import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  notificationOf,
  queueOf,
  captureOutput,
  startSecretServer,
  testContext,
  type SecretServer,
} from '@fm/platform/lambda/testing';
import { motoInstalled, motoInstallLine, startBucket, type TestBucket } from '@fm/object-store/testing';
import type { TableContract, Warehouse } from '../contract.ts';
import { tableContentHash } from '../content-hash.ts';
import { startRefusingServer, type RefusingServer } from '../testing/refusing-server.ts';
import { functionWarehouse } from './function-warehouse.ts';

type Handler = (
  event: ReturnType<typeof notificationOf> | ReturnType<typeof queueOf>,
  context: typeof testContext,
) => Promise<unknown>;

/** A function that is notified of objects and loads them, and what a test knows of it. */
export interface LoadingFunction {
  readonly name: string;
  readonly handler: Handler;
  /** Two objects: the first is loaded, the second is set aside. */
  readonly objects: readonly [StoredObject, StoredObject];
  /** What the function loads into. */
  readonly tables: readonly TableContract[];
  /** Variables of its own; a value that begins with `PLANTED` must show nowhere. */
  readonly variables?: () => Promise<Readonly<Record<string, string>>>;
  /** Looks at what the tables hold after the first delivery. */
  readonly afterOne: (warehouse: Warehouse) => Promise<void>;
  /** Looks at what it came to after ten more deliveries. */
  readonly afterTen?: () => void;
  readonly close?: () => Promise<void>;
}

interface StoredObject {
  readonly key: string;
  readonly body: string;
  readonly labels?: Readonly<Record<string, string>>;
}

const passwordArn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:clickhouse-AbCdEf';
const password = 'PLANTED-CLICKHOUSE-PASSWORD';

/** Tests of a function over a bucket of moto_server: no secret shows, and ten deliveries are as one. */
export function testOverS3(loading: LoadingFunction): void {
  const { handler, objects, tables } = loading;
  const home = mkdtempSync(`${tmpdir()}/fm-lambda-`);
  let bucket: TestBucket;
  let secrets: SecretServer;
  let refusing: RefusingServer;
  const name = motoInstalled ? `${loading.name} over S3` : `skipped: needs moto_server (${motoInstallLine})`;
  (motoInstalled ? describe : describe.skip)(name, () => {
    beforeAll(async () => {
      secrets = await startSecretServer({ [passwordArn]: password });
      bucket = await startBucket();
      refusing = await startRefusingServer();
      const own = await loading.variables?.();
      Object.assign(process.env, { FM_HOME: home, FM_OBJECT_STORE: bucket.url, ...own });
      for (const { key, body, labels } of objects) await bucket.store.putIfAbsent(key, body, labels);
    });
    afterAll(async () => {
      await (await functionWarehouse()).close();
      await Promise.all([bucket.end(), secrets.close(), refusing.close(), loading.close?.()]);
      rmSync(home, { recursive: true });
    });

    const told = objects.map(({ key }) => notificationOf('raw', `base/${key}`));
    const [first] = told as [(typeof told)[number]];

    test('a warehouse that refuses the password fails every message, and neither password nor key shows', async () => {
      Object.assign(process.env, { CLICKHOUSE_URL: refusing.origin, CLICKHOUSE_PASSWORD_SECRET_ARN: passwordArn });
      const { shown } = await captureOutput(async () => {
        const { batchItemFailures } = (await handler(queueOf(...told), testContext)) as { batchItemFailures: object[] };
        expect(batchItemFailures).toHaveLength(2);
      });
      const direct = await captureOutput(() => handler(first, testContext));
      expect(direct.error).toBeDefined();
      expect(refusing.passwords).toContain(password);
      expect(shown + direct.shown).toContain('"level":"ERROR"');
      expect(shown + direct.shown).not.toContain('PLANTED');
    }, 60_000);

    test('ten deliveries of each object, direct and through the queue, are as one; a broken one is set aside', async () => {
      Object.assign(process.env, { CLICKHOUSE_URL: '' });
      delete process.env['CLICKHOUSE_PASSWORD_SECRET_ARN'];
      const { shown, error } = await captureOutput(async () => {
        expect(await handler(queueOf(...told), testContext)).toEqual({ batchItemFailures: [] });
        const warehouse = await functionWarehouse();
        const content = () => Promise.all(tables.map((table) => tableContentHash(warehouse, table)));
        const once = await content();
        await loading.afterOne(warehouse);
        await Promise.all(
          Array.from({ length: 10 }, (_, at) => handler(at % 2 ? queueOf(...told.toReversed()) : first, testContext)),
        );
        expect(await content()).toEqual(once);
        loading.afterTen?.();
      });
      expect(error).toBeUndefined();
      expect(shown + (await bucket.everything())).not.toContain('PLANTED');
    }, 120_000);
  });
}
