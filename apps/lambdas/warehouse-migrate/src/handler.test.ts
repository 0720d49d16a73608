import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterAll, expect, test } from '@jest/globals';
import { testContext } from '@fm/platform/lambda/testing';
import { functionWarehouse } from '@fm/warehouse/lambda';
import { handler } from './handler.ts';

const folder = mkdtempSync(`${tmpdir()}/fm-lambda-`);
Object.assign(process.env, { FM_HOME: folder, CLICKHOUSE_URL: '' });
afterAll(async () => {
  await (await functionWarehouse()).close();
  rmSync(folder, { recursive: true });
});

test('applies the schema and names its version; again it is the same', async () => {
  const first = await handler({}, testContext);
  expect(first.version).toBeGreaterThanOrEqual(40);
  expect(await handler({}, testContext)).toEqual(first);
});
