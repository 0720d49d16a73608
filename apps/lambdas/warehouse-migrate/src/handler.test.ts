import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, expect, test } from '@jest/globals';
import { captureOutput, startSecretServer, testContext } from '@fm/platform/lambda/testing';
import { functionWarehouse } from '@fm/warehouse/lambda';
import { startRefusingServer } from '@fm/warehouse/testing';
import { handler } from './handler.ts';

const folder = mkdtempSync(`${tmpdir()}/fm-lambda-`);
Object.assign(process.env, { FM_HOME: folder, CLICKHOUSE_URL: '' });
afterAll(async () => {
  await (await functionWarehouse()).close();
  rmSync(folder, { recursive: true });
});

test('a password that is refused fails the start, and shows nowhere', async () => {
  const arn = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:clickhouse-AbCdEf';
  const secrets = await startSecretServer({ [arn]: 'PLANTED-CLICKHOUSE-PASSWORD' });
  const refusing = await startRefusingServer();
  Object.assign(process.env, { CLICKHOUSE_URL: refusing.origin, CLICKHOUSE_PASSWORD_SECRET_ARN: arn });
  const { shown, error } = await captureOutput(() => handler({}, testContext));
  expect(error).toBeDefined();
  expect(refusing.passwords).toContain('PLANTED-CLICKHOUSE-PASSWORD');
  expect(shown).not.toContain('PLANTED');
  await Promise.all([secrets.close(), refusing.close()]);
  process.env['CLICKHOUSE_URL'] = '';
  delete process.env['CLICKHOUSE_PASSWORD_SECRET_ARN'];
});

test('applies the schema and names its version; again it is the same', async () => {
  const first = await handler({}, testContext);
  expect(first.version).toBeGreaterThanOrEqual(40);
  expect(await handler({}, testContext)).toEqual(first);
});
