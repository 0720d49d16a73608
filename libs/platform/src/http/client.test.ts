import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startReplayServer, virtualTime, type ReplayServer } from '../testing/index.ts';
import { createHttpClient } from './client.ts';
import { ProviderRegistry } from './provider-gate.ts';
import type { HttpClientOptions, RawResponse } from './types.ts';

let server: ReplayServer;
beforeAll(async () => {
  server = await startReplayServer();
  server.record('/ok', { body: '{"a":1}' });
});
afterAll(() => server.close());

let made = 0;
function setUp(options: Partial<HttpClientOptions> = {}) {
  const time = virtualTime();
  const kept: RawResponse[] = [];
  made += 1;
  const client = createHttpClient({
    provider: `provider-${made}`,
    userAgent: 'Planted Name planted@example.org',
    requestsPerSecond: 1000,
    accept: ['application/json'],
    registry: new ProviderRegistry(),
    clock: time.clock,
    sleep: time.sleep,
    random: () => 0.5,
    onRawResponse: (raw) => void kept.push(raw),
    ...options,
  });
  return { client, time, kept };
}

const fresh = () => {
  made += 1;
  const path = `/path-${made}`;
  server.record(path, { body: '{"value":[1,2,3]}' });
  return { path, url: server.origin + path };
};

describe('a well-behaved provider', () => {
  test('gives JSON, is told the user agent, and its response is kept raw first', async () => {
    const { client, kept } = setUp();
    const response = await client.request({ url: `${server.origin}/ok` });
    expect(response.json()).toEqual({ a: 1 });
    expect(server.requests.at(-1)?.headers['user-agent']).toBe('Planted Name planted@example.org');
    expect(kept.map((raw) => raw.body.toString())).toEqual(['{"a":1}']);
  });

  test('a failure to keep the raw response fails the call', async () => {
    const { client } = setUp({ onRawResponse: () => Promise.reject(new Error('disk full')) });
    await expect(client.request({ url: `${server.origin}/ok` })).rejects.toThrow('disk full');
  });

  test('posts a body', async () => {
    const { client } = setUp();
    server.record('/echo', (request) => ({ body: request.body }));
    const response = await client.request({
      url: `${server.origin}/echo`,
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"q":"x"}',
    });
    expect(response.json()).toEqual({ q: 'x' });
  });
});

describe('a provider that misbehaves', () => {
  test('403 with HTML pauses every caller for the agreed time, then the call is tried again', async () => {
    const { client, time, kept } = setUp({ pauseOn: { 403: 600_000, 429: 600_000 } });
    const { path, url } = fresh();
    server.misbehave(path, { kind: 'forbidden-html' });
    const before = time.clock.now().getTime();
    expect((await client.request({ url })).status).toBe(200);
    expect(time.clock.now().getTime() - before).toBeGreaterThanOrEqual(600_000);
    expect(kept.map((raw) => raw.status)).toEqual([403, 200]);
  });

  test('a provider that still blocks after the pause is an error', async () => {
    const { client } = setUp({ pauseOn: { 403: 600_000 } });
    const { path, url } = fresh();
    server.misbehave(path, { kind: 'forbidden-html' }, 2);
    await expect(client.request({ url })).rejects.toMatchObject({ code: 'HTTP_BLOCKED' });
    expect(server.requests.filter((request) => request.path === path)).toHaveLength(2);
  });

  test('429 with seconds is honoured', async () => {
    const { client, time } = setUp();
    const { path, url } = fresh();
    server.misbehave(path, { kind: 'throttled', retryAfter: '7' });
    await client.request({ url });
    expect(time.waits).toContain(7000);
  });

  test('429 with a date is honoured', async () => {
    const { client, time } = setUp();
    const { path, url } = fresh();
    server.misbehave(path, { kind: 'throttled', retryAfter: 'Tue, 02 Jan 2024 12:00:30 GMT' });
    await client.request({ url });
    expect(time.waits).toContain(30_000);
  });

  test('a Retry-After beyond the longest wait ends the call', async () => {
    const { client, time } = setUp({ maxWaitMs: 60_000 });
    const { path, url } = fresh();
    server.misbehave(path, { kind: 'throttled', retryAfter: '86400' });
    await expect(client.request({ url })).rejects.toMatchObject({ code: 'HTTP_THROTTLED' });
    expect(time.waits).toEqual([]);
  });

  test('500 is tried again with growing, jittered waits, and is an error in the end', async () => {
    const { client, time } = setUp({ requestsPerSecond: 1e9, backoffMs: 100 });
    const { path, url } = fresh();
    server.misbehave(path, { kind: 'server-fault' }, 4);
    await expect(client.request({ url })).rejects.toMatchObject({ code: 'HTTP_SERVER_FAULT' });
    expect(time.waits).toEqual([50, 100, 200]);
  });

  test.each([
    ['truncated', 'HTTP_TRUNCATED'],
    ['closed-connection', 'HTTP_CONNECTION'],
  ] as const)('a %s response is tried again, and is an error in the end', async (kind, code) => {
    const { client, kept } = setUp();
    const { path, url } = fresh();
    server.misbehave(path, { kind }, 2);
    expect((await client.request({ url })).status).toBe(200);
    expect(kept).toHaveLength(1);
    server.misbehave(path, { kind }, 4);
    await expect(client.request({ url })).rejects.toMatchObject({ code });
  });

  test('a wrong content type is an error, and the page is kept', async () => {
    const { client, kept } = setUp();
    const { path, url } = fresh();
    server.misbehave(path, { kind: 'wrong-content-type' });
    await expect(client.request({ url })).rejects.toMatchObject({ code: 'HTTP_CONTENT_TYPE' });
    expect(kept[0]?.body.toString()).toContain('<html>');
  });

  test('a redirect loop ends', async () => {
    const { client } = setUp();
    const { path, url } = fresh();
    server.misbehave(path, { kind: 'redirect-loop' }, 100);
    await expect(client.request({ url })).rejects.toMatchObject({ code: 'HTTP_REDIRECTS' });
    expect(server.requests.filter((request) => request.path.startsWith(path))).toHaveLength(2);
  });

  test('a redirect is followed, without credentials to another origin', async () => {
    const { client } = setUp();
    const other = await startReplayServer();
    other.record('/there', { body: '{"there":true}' });
    server.record('/moved', { status: 301, body: '', headers: { location: `${other.origin}/there` } });
    const headers = { authorization: 'Bearer planted-token' };
    expect((await client.request({ url: `${server.origin}/moved`, headers })).json()).toEqual({ there: true });
    expect(other.requests[0]?.headers['authorization']).toBeUndefined();
    await other.close();
  });

  test('a body that never ends stops at the time limit or at the size limit', async () => {
    const { client } = setUp({ retries: 0 });
    const { path, url } = fresh();
    server.misbehave(path, { kind: 'endless-body' }, 2);
    await expect(client.request({ url, timeoutMs: 100 })).rejects.toMatchObject({ code: 'HTTP_TIMEOUT' });
    await expect(client.request({ url, maxBytes: 20 })).rejects.toMatchObject({ code: 'HTTP_TOO_LARGE' });
  });

  test('a provider that never answers stops at the time limit', async () => {
    const { client } = setUp({ retries: 0, timeoutMs: 50 });
    const { path, url } = fresh();
    server.misbehave(path, { kind: 'silent' });
    await expect(client.request({ url })).rejects.toMatchObject({ code: 'HTTP_TIMEOUT' });
  });

  test('404 is not tried again', async () => {
    const { client } = setUp();
    await expect(client.request({ url: `${server.origin}/nowhere` })).rejects.toMatchObject({ code: 'HTTP_NOT_FOUND' });
    expect(server.requests.filter((request) => request.path === '/nowhere')).toHaveLength(1);
  });

  test('consecutive failures open the circuit, and an open circuit sends nothing', async () => {
    const { client } = setUp({ breakAfter: 3, retries: 0 });
    const { path, url } = fresh();
    server.misbehave(path, { kind: 'server-fault' }, 3);
    for (let failure = 0; failure < 3; failure += 1)
      await expect(client.request({ url })).rejects.toMatchObject({ code: 'HTTP_SERVER_FAULT' });
    await expect(client.request({ url })).rejects.toMatchObject({ code: 'HTTP_CIRCUIT_OPEN' });
    expect(server.requests.filter((request) => request.path === path)).toHaveLength(3);
  });
});

describe('what callers of a provider share', () => {
  test('two clients of a provider together keep the rate', async () => {
    const registry = new ProviderRegistry();
    const time = virtualTime();
    const shared = { provider: 'one', requestsPerSecond: 5, registry, clock: time.clock, sleep: time.sleep };
    const [first, second] = [setUp(shared).client, setUp(shared).client];
    const start = time.clock.now().getTime();
    const url = `${server.origin}/ok`;
    await Promise.all([1, 2, 3].flatMap(() => [first.request({ url }), second.request({ url })]));
    expect(time.clock.now().getTime() - start).toBe(1000);
  });

  test('a second client with other limits is refused', () => {
    const registry = new ProviderRegistry();
    setUp({ provider: 'one', registry });
    expect(() => setUp({ provider: 'one', registry, requestsPerSecond: 2 })).toThrow('HTTP_LIMITS_DIFFER');
  });

  test('requests in flight stay within the concurrency', async () => {
    const { client } = setUp({ concurrency: 2 });
    let [running, most] = [0, 0];
    const { client: counting } = setUp({
      concurrency: 2,
      onRawResponse: async () => {
        running += 1;
        most = Math.max(most, running);
        await client.request({ url: `${server.origin}/ok` });
        running -= 1;
      },
    });
    await Promise.all(Array.from({ length: 8 }, () => counting.request({ url: `${server.origin}/ok` })));
    expect(most).toBe(2);
  });
});

describe('secrets', () => {
  test('planted keys and the contact never show in errors or kept responses', async () => {
    const { client, kept } = setUp({ retries: 0, secrets: ['planted-option-key'] });
    server.record('/leak', (request) => ({
      status: 400,
      contentType: 'text/html',
      body: `you are ${request.headers['user-agent']} with ${request.headers['authorization']}, planted-option-key, ${request.path}`,
    }));
    const thrown = await client
      .request({
        url: `${server.origin}/leak?apikey=planted%2Bquery&q=AAPL`,
        headers: { Authorization: 'Bearer planted-header' },
      })
      .catch((error: Error) => error);
    const shown = [String(thrown), JSON.stringify(kept), kept[0]?.body.toString()].join('\n');
    expect(shown).toContain('AAPL');
    expect(shown).not.toMatch(/planted/i);
  });

  test('nor in the error of a failed connection, its cause included', async () => {
    const { client } = setUp({ retries: 0 });
    const closed = await startReplayServer();
    await closed.close();
    const thrown = (await client
      .request({ url: `${closed.origin}/x?token=planted-token` })
      .catch((error: Error) => error)) as Error;
    expect(`${thrown.stack}${(thrown.cause as Error).stack}`).not.toContain('planted-token');
    expect(thrown).toMatchObject({ code: 'HTTP_CONNECTION' });
  });

  test('text that is not an address is refused without being shown', async () => {
    await expect(setUp().client.request({ url: 'ftp://planted@x' })).rejects.toThrow(/^HTTP_ADDRESS: (?!.*planted)/);
  });
});

test('a cancelled call ends', async () => {
  const { client } = setUp();
  const { path, url } = fresh();
  server.misbehave(path, { kind: 'silent' });
  const stop = new AbortController();
  const call = client.request({ url, signal: stop.signal });
  stop.abort();
  await expect(call).rejects.toMatchObject({ code: 'HTTP_ABORTED' });
});
