import { beforeEach, expect, test } from '@jest/globals';
import type { SQSEvent } from 'aws-lambda';
import { symbolMessage } from '@fm/platform/lambda';
import { testContext } from '@fm/platform/lambda/testing';
import { handler } from './handler.ts';

const right = { FM_OBJECT_STORE: 's3://bucket', FM_UNIVERSE: 'AAPL,MSFT', FM_SYMBOL_QUEUE_URL: 'http://127.0.0.1:9/q' };
beforeEach(() => void Object.assign(process.env, right));
const messages = (...bodies: string[]) =>
  ({
    Records: bodies.map((body, at) => ({ eventSource: 'aws:sqs', messageId: `message-${at}`, body })),
  }) as unknown as SQSEvent;

test('a universe that cannot be read is refused before anything is sent, with an example of a right one', async () => {
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
  const asked = messages(symbolMessage({ symbol: 'AAPL' }, {}));
  await expect(handler(asked, testContext)).rejects.toMatchObject({ code: 'SETTING_MISSING' });
});

test('a queue that is not named is asked for', async () => {
  process.env['FM_SYMBOL_QUEUE_URL'] = '';
  await expect(handler({}, testContext)).rejects.toMatchObject({
    code: 'SETTING_MISSING',
    where: 'environment variable FM_SYMBOL_QUEUE_URL',
  });
});
