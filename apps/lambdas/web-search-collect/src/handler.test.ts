import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { shownBy, startSecretServer, testContext, type SecretServer } from '@fm/platform/lambda/testing';
import { startReplayServer, type ReplayServer } from '@fm/platform/testing';
import { localObjectStore } from '@fm/object-store';
import { handler } from './handler.ts';

const folder = mkdtempSync(join(tmpdir(), 'fm-lambda-'));
const keyArn = 'arn:aws:secretsmanager:us-east-1:1:secret:tavily';
let provider: ReplayServer;
let secrets: SecretServer;

beforeAll(async () => {
  provider = await startReplayServer();
  secrets = await startSecretServer({ [keyArn]: 'tvly-PLANTED' });
  provider.record('/search', { body: '{"results":[]}' });
  Object.assign(process.env, {
    FM_OBJECT_STORE: `file://${folder}`,
    FM_UNIVERSE: 'V,KO',
    TAVILY_API_KEY_SECRET_ARN: keyArn,
    TAVILY_ENDPOINT: `${provider.origin}/search`,
  });
});
afterAll(async () => {
  await secrets.close();
  await provider.close();
  rmSync(folder, { recursive: true });
});

test('searches two days for every company with the key of the secret, and a repeated start asks nothing', async () => {
  const event = { scheduledTime: '2024-05-01T22:00:00Z' };
  expect(await handler(event, testContext)).toEqual({ fetched: 4 });
  expect(await handler(event, testContext)).toEqual({ fetched: 0 });
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

test('a round in which a search failed is thrown, so that the schedule starts it again; the key shows nowhere', async () => {
  provider.record('/search', (request) => ({
    status: 401,
    body: `{"detail":"no plan for ${String(request.headers['authorization'])}"}`,
  }));
  const event = { scheduledTime: '2024-05-02T22:00:00Z', days: ['2024-05-02'] };
  const { shown, error } = await shownBy(() => handler(event, testContext));
  expect(error).toMatchObject({ code: 'SEARCH_INCOMPLETE', what: expect.stringContaining('V HTTP_BLOCKED') });
  const stored: string[] = [];
  for await (const { key } of localObjectStore(folder).list('')) {
    const object = await localObjectStore(folder).get(key);
    stored.push(key, JSON.stringify(object?.metadata), object?.body.toString() ?? '');
  }
  expect(stored.join('\n')).toContain('no plan for [redacted]');
  expect([...stored, shown].join('\n')).not.toContain('PLANTED');
});
