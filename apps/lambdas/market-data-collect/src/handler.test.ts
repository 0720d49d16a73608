import { beforeEach, expect, test } from '@jest/globals';
import { testContext } from '@fm/platform/lambda/testing';
import { handler } from './handler.ts';

beforeEach(() => void Object.assign(process.env, { FM_OBJECT_STORE: 's3://bucket', FM_UNIVERSE: 'AAPL,MSFT' }));

test('a universe that is none is refused before anything is opened, with an example of a right one', async () => {
  process.env['FM_UNIVERSE'] = 'AAPL,,MSFT';
  await expect(handler({}, testContext)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    where: 'environment variable FM_UNIVERSE',
    remedy: 'Set it like FM_UNIVERSE=AAPL,MSFT,JPM',
  });
});

test('an object store that is not named is asked for before the warehouse is opened', async () => {
  process.env['FM_OBJECT_STORE'] = '';
  process.env['CLICKHOUSE_URL'] = 'http://127.0.0.1:9';
  await expect(handler({}, testContext)).rejects.toMatchObject({ code: 'SETTING_MISSING' });
});
