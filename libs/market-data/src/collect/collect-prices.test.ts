import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ProviderRegistry } from '@fm/platform/http';
import { startReplayServer, virtualTime, type Misbehaviour, type ReplayServer } from '@fm/platform/testing';
import { localObjectStore, type ObjectStore } from '@fm/object-store';
import { corporateActionsTable, pricesTable, quarantineTable, tableContentHash, type Warehouse } from '@fm/warehouse';
import { emptyWarehouse } from '@fm/warehouse/testing/empty-warehouse';
import { barsFrom, chartOf, type MadeBar } from '../testing/chart.ts';
import { lcg } from '../testing/mutate.ts';
import { collectPrices, type CollectPricesSummary } from './collect-prices.ts';
import { loadPriceObject } from './load-price-object.ts';
import { priceObjectKey, readPriceObjectKey } from './price-object.ts';

let folder: string;
let warehouse: Warehouse;
let objectStore: ObjectStore;
let server: ReplayServer;
let now: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fm-collect-'));
  warehouse = await emptyWarehouse();
  objectStore = localObjectStore(join(folder, 'objects'));
  server = await startReplayServer();
  now = '2024-03-01T22:00:00Z';
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const chartPath = (symbol: string): string => `/v8/finance/chart/${symbol}`;
const collect = (symbols: string[], since?: string): Promise<CollectPricesSummary> => {
  const { clock, sleep } = virtualTime(now);
  const origins = { yahoo: server.origin, stooq: server.origin };
  const surroundings = { registry: new ProviderRegistry(), clock, sleep, random: () => 0 };
  return collectPrices({ warehouse, objectStore, symbols, since, origins, ...surroundings });
};
const queryOf = (at: number): URLSearchParams => new URL(server.origin + server.requests.at(at)!.path).searchParams;
const dayOfSeconds = (text: string | null): string => new Date(Number(text) * 1000).toISOString().slice(0, 10);
const keys = async (prefix: string): Promise<string[]> => {
  const found: string[] = [];
  for await (const { key } of objectStore.list(prefix)) found.push(key);
  return found;
};
const adjusted = (symbol: string): Promise<{ day: string; adj: number }[]> =>
  warehouse.query(
    'SELECT toString(date) AS day, adj_close AS adj FROM prices_latest WHERE symbol = {symbol:String} ORDER BY date',
    { symbol },
  );

const january = barsFrom('2024-01-02', 44);
const stooqCsv = 'Date,Open,High,Low,Close,Volume\n2024-02-29,10,11,9,10,5\n2024-03-01,10,11,9,10,5\n';

describe('collectPrices', () => {
  test('asks for the whole history of a new symbol, keeps the answer as it came, and loads it', async () => {
    server.record(chartPath('NEW'), { body: chartOf('NEW', january) });
    const summary = await collect(['NEW']);
    expect(summary).toMatchObject({ new: 1, failed: 0, fetched: 1, symbols: [{ provider: 'yahoo', rowsNew: 44 }] });
    expect([queryOf(0).get('period1'), queryOf(0).get('interval')]).toEqual(['0', '1d']);
    // The end is exclusive: it lies after the day of the request, else the last session would never come.
    expect(dayOfSeconds(queryOf(0).get('period2'))).toBe('2024-03-03');
    const [key] = await keys('market-data/');
    expect((await objectStore.get(key!))!.body.toString()).toBe(chartOf('NEW', january));
  });

  test('asks only for what is new afterwards, with two weeks of overlap, or from a given day', async () => {
    server.record(chartPath('NEW'), { body: chartOf('NEW', january) });
    await collect(['NEW']);
    now = '2024-03-04T22:00:00Z';
    server.record(chartPath('NEW'), { body: chartOf('NEW', barsFrom('2024-02-16', 12)) });
    expect(await collect(['NEW'])).toMatchObject({ new: 1, symbols: [{ rowsNew: 1, rowsUnchanged: 11 }] });
    expect(dayOfSeconds(queryOf(-1).get('period1'))).toBe('2024-02-16');
    expect(await collect(['NEW'])).toMatchObject({ new: 0, unchanged: 1 });
    await collect(['NEW'], '2024-02-01');
    expect(dayOfSeconds(queryOf(-1).get('period1'))).toBe('2024-02-01');
    await collect(['NEW'], '2024-03-04');
    expect(dayOfSeconds(queryOf(-1).get('period1'))).toBe('2024-02-19');
    await collect(['LATER'], '2024-02-01');
    expect(queryOf(-1).get('d1')).toBe('20240201');
  });

  test('a new dividend brings the whole history again, so that the series never mixes bases', async () => {
    server.record(chartPath('PAYS'), { body: chartOf('PAYS', january) });
    await collect(['PAYS']);
    now = '2024-03-04T22:00:00Z';
    const dividend = [{ day: '2024-03-04', amount: 1 }];
    const rebased = barsFrom('2024-01-02', 45, 0.98, '2024-03-04');
    server.record(chartPath('PAYS'), ({ path }) => {
      const whole = path.includes('period1=0&');
      return { body: chartOf('PAYS', whole ? rebased : rebased.slice(-12), dividend) };
    });
    expect(await collect(['PAYS'])).toMatchObject({ fetched: 2, symbols: [{ refetched: true, rowsNew: 45 }] });
    expect(await adjusted('PAYS')).toEqual(rebased.map(({ day, adjClose }) => ({ day, adj: adjClose })));
    expect(await collect(['PAYS'])).toMatchObject({ fetched: 1, unchanged: 1 });
  });

  test('a newer basis without an event is noticed by the overlap and brings the whole history too', async () => {
    server.record(chartPath('BASE'), { body: chartOf('BASE', january) });
    await collect(['BASE']);
    now = '2024-03-04T22:00:00Z';
    const rebased = barsFrom('2024-01-02', 45, 0.5);
    server.record(chartPath('BASE'), ({ path }) => {
      return { body: chartOf('BASE', path.includes('period1=0&') ? rebased : rebased.slice(-12)) };
    });
    expect(await collect(['BASE'])).toMatchObject({ fetched: 2, symbols: [{ refetched: true, rowsNew: 45 }] });
    expect(await adjusted('BASE')).toEqual(rebased.map(({ day, adjClose }) => ({ day, adj: adjClose })));
  });

  test('drops and counts the bar of a session that is not over', async () => {
    now = '2024-03-01T18:00:00Z';
    server.record(chartPath('LIVE'), { body: chartOf('LIVE', january) });
    expect(await collect(['LIVE'])).toMatchObject({ symbols: [{ rowsNew: 43, rowsDropped: 1 }] });
  });

  test('asks each provider once a second, and after a failure with growing waits that differ', async () => {
    for (const symbol of ['A', 'B', 'C']) server.record(chartPath(symbol), { body: chartOf(symbol, january) });
    const slept: number[] = [];
    const { clock, sleep } = virtualTime(now);
    const timed = (milliseconds: number) => (slept.push(milliseconds), sleep(milliseconds));
    const origins = { yahoo: server.origin, stooq: server.origin };
    const start = clock.now().getTime();
    const options = { warehouse, objectStore, symbols: ['A', 'B', 'C'], origins, clock, sleep: timed };
    await collectPrices({ ...options, registry: new ProviderRegistry(), random: () => 0 });
    expect(clock.now().getTime() - start).toBe(2000);
    const waits = async (random: () => number): Promise<number[]> => {
      slept.length = 0;
      server.misbehave('*', { kind: 'server-fault' }, 99);
      await collectPrices({
        ...options,
        symbols: ['A'],
        providers: ['yahoo'],
        registry: new ProviderRegistry(),
        random,
      });
      return [...slept];
    };
    const [low, high] = [await waits(() => 0), await waits(() => 1)];
    expect(Math.max(...high)).toBeGreaterThan(Math.max(...low));
    expect(high.filter((wait) => wait >= 2000).length).toBeGreaterThanOrEqual(2);
  });

  test('asks the second provider where the first refuses, and stops asking one that fails three times', async () => {
    server.misbehave(chartPath('A'), { kind: 'forbidden-html' }, 99);
    server.misbehave(chartPath('B'), { kind: 'forbidden-html' }, 99);
    server.misbehave(chartPath('C'), { kind: 'forbidden-html' }, 99);
    server.record('/q/d/l/', { contentType: 'text/csv', body: stooqCsv });
    const summary = await collect(['A', 'B', 'C', 'D']);
    expect(summary.symbols.map(({ provider, failures }) => [provider, failures.map(({ code }) => code)])).toEqual([
      ['stooq', ['HTTP_BLOCKED']],
      ['stooq', ['HTTP_BLOCKED']],
      ['stooq', ['HTTP_BLOCKED']],
      ['stooq', []],
    ]);
    expect(await keys('refused/market-data/yahoo/')).toHaveLength(1);
  });

  test('says of every symbol why nobody answered, also when no provider was asked any more', async () => {
    server.misbehave('*', { kind: 'forbidden-html' }, 99);
    const { symbols } = await collect(['A', 'B', 'C', 'D']);
    expect(symbols.map(({ failures }) => failures.map(({ provider, code }) => `${provider} ${code}`))).toEqual([
      ...['A', 'B', 'C'].map(() => ['yahoo HTTP_BLOCKED', 'stooq HTTP_BLOCKED']),
      ['yahoo PRICE_PROVIDER_STOPPED', 'stooq PRICE_PROVIDER_STOPPED'],
    ]);
    expect(symbols[3]!.failures[0]!.message).toContain('the last with HTTP_BLOCKED');
  });

  test('a store that is full ends the run with its own reason for every symbol, and nothing more is asked', async () => {
    server.record(chartPath('A'), { body: chartOf('A', january) });
    writeFileSync(join(folder, 'objects'), '');
    const { symbols } = await collect(['A', 'B']);
    expect(symbols.map(({ status, failures }) => [status, ...failures.map(({ code }) => code)])).toEqual([
      ['failed', 'OBJECT_STORE_FAILED'],
      ['failed', 'OBJECT_STORE_FAILED'],
    ]);
    expect(server.requests).toHaveLength(1);
  });

  test("never puts one provider's rows beside another's that are adjusted differently", async () => {
    server.record(chartPath('DEEP'), { body: chartOf('DEEP', barsFrom('2024-01-02', 44, 0.9)) });
    await collect(['DEEP']);
    now = '2024-03-04T22:00:00Z';
    server.misbehave(chartPath('DEEP'), { kind: 'forbidden-html' }, 99);
    const stooqOf = (bars: readonly MadeBar[]): string =>
      [
        'Date,Open,High,Low,Close,Volume',
        ...bars.map(({ day, close: c }) => `${day},${c},${c + 1},${c - 1},${c},5`),
      ].join('\n');
    server.record('/q/d/l/', { contentType: 'text/csv', body: stooqOf(barsFrom('2024-02-01', 22)) });
    const { symbols } = await collect(['DEEP']);
    expect(symbols[0]!.failures.map(({ code }) => code)).toEqual(['HTTP_BLOCKED', 'PRICE_PROVIDERS_MIX']);
    expect(symbols[0]!.failures[1]!.message).toContain('lacks 2024-01-02');
    expect(await adjusted('DEEP')).toHaveLength(44);
    server.record('/q/d/l/', { contentType: 'text/csv', body: stooqOf(barsFrom('2024-01-02', 45)) });
    expect(await collect(['DEEP'])).toMatchObject({ symbols: [{ provider: 'stooq', rowsNew: 45 }] });
  });

  const faults: [Misbehaviour, string][] = [
    [{ kind: 'server-fault' }, 'HTTP_SERVER_FAULT'],
    [{ kind: 'throttled', retryAfter: '2' }, 'HTTP_THROTTLED'],
    [{ kind: 'throttled', retryAfter: 'Fri, 01 Mar 2024 22:00:30 GMT' }, 'HTTP_THROTTLED'],
    [{ kind: 'truncated' }, 'HTTP_TRUNCATED'],
    [{ kind: 'wrong-content-type' }, 'HTTP_CONTENT_TYPE'],
    [{ kind: 'redirect-loop' }, 'HTTP_REDIRECTS'],
    [{ kind: 'closed-connection' }, 'HTTP_CONNECTION'],
  ];
  test.each(faults)('%j fails the symbol by name when it lasts, and the next one continues', async (how, code) => {
    server.misbehave(chartPath('BAD'), how, 99);
    server.record(chartPath('GOOD'), { body: chartOf('GOOD', january) });
    const { symbols } = await collect(['BAD', 'GOOD']);
    expect(symbols[0]).toMatchObject({ status: 'failed', failures: [{ code }, { code: 'HTTP_NOT_FOUND' }] });
    expect(symbols[1]).toMatchObject({ status: 'new', rowsNew: 44 });
  });

  test.each([{ kind: 'server-fault' }, { kind: 'truncated' }, { kind: 'closed-connection' }] as const)(
    'after $kind once the answer is asked for again',
    async (how) => {
      server.misbehave(chartPath('ONCE'), how);
      server.record(chartPath('ONCE'), { body: chartOf('ONCE', january) });
      expect(await collect(['ONCE'])).toMatchObject({ new: 1, symbols: [{ provider: 'yahoo', failures: [] }] });
    },
  );

  test("another symbol's prices are kept and put in quarantine, never loaded", async () => {
    server.record(chartPath('MINE'), { body: chartOf('OTHER', january) });
    expect(await collect(['MINE'])).toMatchObject({
      failed: 1,
      symbols: [{ failures: [{ code: 'PRICE_ANSWER' }, {}] }],
    });
    expect(await warehouse.query('SELECT code, symbol FROM quarantine FINAL')).toEqual([
      { code: 'CHART_OTHER_SYMBOL', symbol: 'MINE' },
    ]);
    expect(await keys('market-data/yahoo/MINE/')).toHaveLength(1);
    expect(await adjusted('OTHER')).toEqual([]);
  });

  test('a page of text in place of a CSV is kept, put in quarantine and an error', async () => {
    server.record('/q/d/l/', { contentType: 'text/csv', body: 'Exceeded the daily hits limit' });
    const { symbols } = await collect(['LIMIT']);
    expect(symbols[0]!.failures.map(({ code }) => code)).toEqual(['HTTP_NOT_FOUND', 'PRICE_ANSWER']);
  });
});

describe('stored responses', () => {
  test('say in their key what it takes to read them again', () => {
    const name = { provider: 'yahoo', symbol: 'BRK-B', receivedAt: new Date('2024-03-08T21:30:00.123Z') } as const;
    expect(readPriceObjectKey(priceObjectKey(name, Buffer.from('{}')))).toEqual(name);
    expect(() => readPriceObjectKey('market-data/other/A/1.json')).toThrow('PRICE_OBJECT_KEY');
  });

  test('end in the same tables however often, in whatever order and however parallel they are delivered', async () => {
    const moments = ['2024-03-01T22:00:00Z', '2024-03-04T22:00:00Z', '2024-03-05T22:00:00Z'];
    const bodies = [
      chartOf('MANY', january),
      chartOf('MANY', barsFrom('2024-02-16', 12)),
      chartOf('MANY', barsFrom('2024-01-02', 46, 0.98, '2024-03-05'), [{ day: '2024-03-05', amount: 1 }]),
    ];
    const stored = bodies.map((body, at) => {
      return priceObjectKey(
        { provider: 'yahoo', symbol: 'MANY', receivedAt: new Date(moments[at]!) },
        Buffer.from(body),
      );
    });
    for (const [at, key] of stored.entries()) await objectStore.putIfAbsent(key, bodies[at]!);
    const tables = [pricesTable, corporateActionsTable, quarantineTable];
    const contents = (): Promise<string[]> => Promise.all(tables.map((table) => tableContentHash(warehouse, table)));
    for (const key of stored) await loadPriceObject({ warehouse, objectStore, key });
    const inOrder = await contents();
    for (let seed = 1; seed <= 3; seed++) {
      for (const { name } of tables) await warehouse.command('TRUNCATE TABLE {name:Identifier}', { name });
      const next = lcg(seed);
      const deliveries = Array.from({ length: 30 }, (_, at) => stored[at % 3]!).sort(() => next(3) - 1);
      for (let at = 0; at < deliveries.length; at += 5) {
        const together = deliveries.slice(at, at + 5);
        await Promise.all(together.map((key) => loadPriceObject({ warehouse, objectStore, key })));
      }
      expect(await contents()).toEqual(inOrder);
      const rebased = barsFrom('2024-01-02', 46, 0.98, '2024-03-05');
      expect(await adjusted('MANY')).toEqual(rebased.map(({ day, adjClose }) => ({ day, adj: adjClose })));
    }
  });
});
