import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  captureOutput,
  startQueueServer,
  startSecretServer,
  testContext,
  type QueueServer,
  type SecretServer,
} from '@fm/platform/lambda/testing';
import { startReplayServer, type ReplayServer } from '@fm/platform/testing';
import { localObjectStore } from '@fm/object-store';
import { handler } from './handler.ts';

const folder = mkdtempSync(join(tmpdir(), 'fm-lambda-'));
const keyArn = 'arn:aws:secretsmanager:us-east-1:1:secret:tavily';
let provider: ReplayServer;
let secrets: SecretServer;
let queue: QueueServer;

beforeAll(async () => {
  provider = await startReplayServer();
  queue = await startQueueServer();
  secrets = await startSecretServer({ [keyArn]: 'tvly-PLANTED' });
  provider.record('/search', { body: '{"results":[]}' });
  Object.assign(process.env, {
    FM_OBJECT_STORE: `file://${folder}`,
    FM_UNIVERSE: 'V,KO',
    FM_SYMBOL_QUEUE_URL: queue.url,
    TAVILY_API_KEY_SECRET_ARN: keyArn,
    TAVILY_ENDPOINT: `${provider.origin}/search`,
  });
});
afterAll(async () => {
  await queue.close();
  await secrets.close();
  await provider.close();
  rmSync(folder, { recursive: true });
});

/** Starts the function and hands it what the start sent. */
async function start(event: object): Promise<unknown[]> {
  await handler(event, testContext);
  return Promise.all(queue.deliveries(10).map((delivery) => handler(delivery, testContext)));
}

test('searches two days for every company with the key of the secret, and a repeated start asks nothing', async () => {
  const event = { scheduledTime: '2024-05-01T22:00:00Z' };
  expect(await start(event)).toEqual([{ batchItemFailures: [] }]);
  expect(await start(event)).toEqual([{ batchItemFailures: [] }]);
  expect(provider.requests).toHaveLength(4);
  expect(provider.requests[0]!.headers['authorization']).toBe('Bearer tvly-PLANTED');
  const keys: string[] = [];
  for await (const { key } of localObjectStore(folder).list('web-search/')) keys.push(key);
  expect(keys).toEqual(
    ['KO', 'V'].flatMap((symbol) =>
      ['2024-04-30', '2024-05-01'].map((day) => `web-search/tavily/${symbol}/${day}/20240501T220000Z.json`),
    ),
  );
});

test('a round in which a search failed is thrown, so that the queue brings it again; the key shows nowhere', async () => {
  provider.record('/search', (request) => ({
    status: 401,
    body: `{"detail":"no plan for ${String(request.headers['authorization'])}"}`,
  }));
  const event = { scheduledTime: '2024-05-02T22:00:00Z', days: ['2024-05-02'] };
  const { shown, error } = await captureOutput(() => start(event));
  expect(error).toMatchObject({ code: 'SEARCH_INCOMPLETE', what: expect.stringContaining('V HTTP_BLOCKED') });
  const stored: string[] = [];
  for await (const { key } of localObjectStore(folder).list('')) {
    const object = await localObjectStore(folder).get(key);
    stored.push(key, JSON.stringify(object?.metadata), object?.body.toString() ?? '');
  }
  expect(stored.join('\n')).toContain('no plan for [redacted]');
  expect([...stored, shown].join('\n')).not.toContain('PLANTED');
});
