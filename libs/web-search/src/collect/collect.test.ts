import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fixedClock } from '@fm/platform';
import { ProviderRegistry } from '@fm/platform/http';
import { startReplayServer, virtualTime, type Misbehaviour, type ReplayServer } from '@fm/platform/testing';
import { lexiconScorer } from '../scoring/lexicon.ts';
import { testHome, type TestHome } from '../testing/home.ts';
import { collectArticles } from './collect.ts';
import { tavilyClient } from './tavily-client.ts';

let home: TestHome;
let server: ReplayServer;
beforeEach(async () => {
  home = await testHome();
  server = await startReplayServer();
  server.record('/search', { body: JSON.stringify(response) });
});
afterEach(async () => {
  await server.close();
  await home.end();
});

const response = {
  results: [{ url: 'https://example.com/a', title: 'Good', content: 'Good.', published_date: '2025-12-01' }],
};
const key = 'tvly-PLANTED-KEY';
const companies = [
  { symbol: 'V', name: 'Visa Inc.' },
  { symbol: 'KO', name: 'Coca-Cola' },
];
const request = { companies, days: ['2025-12-01'], slot: new Date('2025-12-01T22:00:00Z') };

function deps(loading = true) {
  const { clock, sleep } = virtualTime('2025-12-01T22:00:05Z');
  const http = tavilyClient(key, home.store, { registry: new ProviderRegistry(), clock, sleep, retries: 1 });
  const load = { warehouse: home.warehouse, scorer: lexiconScorer, clock: fixedClock('2025-12-01T22:00:05Z') };
  return { http, store: home.store, clock, endpoint: `${server.origin}/search`, ...(loading ? { load } : {}) };
}

async function everythingStored(): Promise<string> {
  const bodies: string[] = [];
  for await (const { key: name } of home.store.list('')) {
    const object = await home.store.get(name);
    bodies.push(name, JSON.stringify(object!.metadata), object!.body.toString());
  }
  return bodies.join('\n');
}

describe('collectArticles', () => {
  test('asks by name and symbol for the news of the day, and keeps the response unchanged', async () => {
    const outcomes = await collectArticles(deps(), request);
    expect(outcomes.map(({ symbol, status, loaded }) => [symbol, status, loaded?.added])).toEqual([
      ['V', 'fetched', 1],
      ['KO', 'fetched', 1],
    ]);
    const [seen] = server.requests;
    expect(seen!.headers['authorization']).toBe(`Bearer ${key}`);
    expect(JSON.parse(seen!.body)).toMatchObject({
      query: '"Visa Inc." (V) stock news',
      topic: 'news',
      start_date: '2025-12-01',
      end_date: '2025-12-02',
    });
    const raw = await home.store.get('web-search/tavily/V/2025-12-01/20251201T220000Z.json');
    expect(raw!.body.toString()).toBe(JSON.stringify(response));
    expect(raw!.metadata['symbol']).toBe('V');
  });

  test('the same round again asks nothing and changes nothing', async () => {
    await collectArticles(deps(), request);
    const again = await collectArticles(deps(), request);
    expect(again.map(({ status, loaded }) => [status, loaded?.unchanged])).toEqual([
      ['unchanged', 1],
      ['unchanged', 1],
    ]);
    expect(server.requests).toHaveLength(2);
  });

  const faults: [Misbehaviour, string][] = [
    [{ kind: 'server-fault' }, 'HTTP_SERVER_FAULT'],
    [{ kind: 'throttled', retryAfter: '2' }, 'HTTP_THROTTLED'],
    [{ kind: 'truncated' }, 'HTTP_TRUNCATED'],
    [{ kind: 'wrong-content-type' }, 'HTTP_CONTENT_TYPE'],
    [{ kind: 'redirect-loop' }, 'HTTP_REDIRECTS'],
    [{ kind: 'closed-connection' }, 'HTTP_CONNECTION'],
  ];

  test.each(faults)('%j fails one search with %s and not the next', async (how, code) => {
    server.misbehave('/search', how, 2);
    const [first, second] = await collectArticles(deps(), request);
    const [failed, fetched] = how.kind === 'wrong-content-type' ? [first, undefined] : [first, second];
    expect(failed).toMatchObject({ status: 'failed', error: { code } });
    if (fetched !== undefined) expect(fetched.status).toBe('fetched');
    expect(failed!.error!.message).not.toContain('PLANTED');
  });

  test('a refused key stops the round: the other searches fail with its reason, and nothing more is asked', async () => {
    server.misbehave('/search', { kind: 'forbidden-html' }, 10);
    const outcomes = await collectArticles(deps(), request);
    expect(outcomes.map(({ symbol, error }) => [symbol, error?.code])).toEqual([
      ['V', 'HTTP_BLOCKED'],
      ['KO', 'HTTP_BLOCKED'],
    ]);
    expect(server.requests).toHaveLength(1);
  });

  test('what the provider says when it refuses is kept as it came, without the key', async () => {
    server.record('/search', (request) => ({
      status: 432,
      body: JSON.stringify({ detail: { error: `Plan limit of ${String(request.headers['authorization'])}` } }),
    }));
    const [outcome] = await collectArticles(deps(), request);
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'HTTP_STATUS' } });
    const kept: string[] = [];
    for await (const { key: name } of home.store.list('refused/web-search/')) {
      kept.push(name, (await home.store.get(name))!.body.toString());
    }
    expect(kept).toEqual([
      expect.stringMatching(/^refused\/web-search\/2025-12-01\/432-/),
      expect.stringContaining('Plan limit of [redacted]'),
    ]);
  });

  test('without a warehouse the raw object waits for its own delivery', async () => {
    const [outcome] = await collectArticles(deps(false), request);
    expect(outcome).not.toHaveProperty('loaded');
    expect(await home.warehouse.query('SELECT count() AS n FROM articles')).toEqual([{ n: '0' }]);
  });

  test('a key that the provider echoes is not in any stored byte', async () => {
    server.record('/search', { body: JSON.stringify({ ...response, echo: `Bearer ${key}` }) });
    await collectArticles(deps(), request);
    expect(await everythingStored()).toContain('redacted');
    expect(await everythingStored()).not.toContain('PLANTED');
  });
});

test('a client without a key is refused', () => {
  expect(() => tavilyClient('', home.store)).toThrow('SEARCH_KEY_MISSING');
});
