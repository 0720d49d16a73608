import { beforeEach, expect, test } from '@jest/globals';
import type { SQSEvent } from 'aws-lambda';
import { symbolMessage } from '@fm/platform/lambda';
import { testContext } from '@fm/platform/lambda/testing';
import { handler } from './handler.ts';

const right = {
  FM_OBJECT_STORE: 's3://bucket',
  FM_CIKS: 'AAPL=0000320193',
  FM_SYMBOL_QUEUE_URL: 'http://127.0.0.1:9/q',
  SEC_USER_AGENT: 'Example Research research@example.com',
};
beforeEach(() => void Object.assign(process.env, right));
const body = symbolMessage({ symbol: 'AAPL', cik: '0000320193' }, {});
const asked = { Records: [{ eventSource: 'aws:sqs', messageId: 'message-0', body }] } as unknown as SQSEvent;

test('a wrong value is refused before anything is sent, with what is wrong, where and a right one', async () => {
  process.env['FM_CIKS'] = 'AAPL=320193';
  await expect(handler({}, testContext)).rejects.toMatchObject({
    code: 'CONFIG_INVALID',
    where: 'environment variable FM_CIKS',
    remedy: 'Set it like FM_CIKS=AAPL=0000320193,MSFT=0000789019',
  });
});

test.each(['FM_OBJECT_STORE', 'SEC_USER_AGENT'])('a missing %s is named, with a right one', async (name) => {
  process.env[name] = '';
  await expect(handler(asked, testContext)).rejects.toMatchObject({
    code: 'SETTING_MISSING',
    where: `environment variable ${name}`,
    remedy: expect.stringContaining(`Set it like ${name}=`),
  });
});
