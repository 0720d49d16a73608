import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { barsFrom, chartOf } from '@fm/market-data/testing';
import { captureOutput, startQueueServer, testContext, type QueueServer } from '@fm/platform/lambda/testing';
import { startReplayServer, type ReplayServer } from '@fm/platform/testing';
import { motoInstalled, motoInstallLine, startBucket, type TestBucket } from '@fm/object-store/testing';
import { universeText } from '@fm/platform/universe';
import { corporateActionsTable, pricesTable, quarantineTable, tableContentHash } from '@fm/warehouse';
import { functionWarehouse } from '@fm/warehouse/lambda';
import { handler } from './handler.ts';

const home = mkdtempSync(join(tmpdir(), 'fm-lambda-'));
const event = { scheduledTime: '2024-03-01T22:00:00Z' };
let provider: ReplayServer;
let bucket: TestBucket;
let queue: QueueServer;

const name = motoInstalled ? 'market-data-collect over S3' : `skipped: needs moto_server (${motoInstallLine})`;
(motoInstalled ? describe : describe.skip)(name, () => {
  beforeAll(async () => {
    provider = await startReplayServer();
    bucket = await startBucket();
    queue = await startQueueServer();
    await listStocks('first.csv', 'MADE');
    provider.record('/v8/finance/chart/MADE', { body: chartOf('MADE', barsFrom('2024-01-02', 44)) });
    Object.assign(process.env, {
      FM_HOME: home,
      CLICKHOUSE_URL: '',
      FM_OBJECT_STORE: bucket.url,
      FM_SYMBOL_QUEUE_URL: queue.url,
      PRICES_ORIGIN: provider.origin,
    });
  });
  afterAll(async () => {
    await (await functionWarehouse()).close();
    await provider.close();
    await queue.close();
    await bucket.end();
    rmSync(home, { recursive: true });
  });

  /** Puts a list of stocks into the bucket and has it read. */
  async function listStocks(name: string, ...symbols: string[]): Promise<void> {
    await bucket.store.putIfAbsent(name, universeText(symbols.map((symbol) => ({ symbol }))));
    process.env['FM_UNIVERSE_OBJECT'] = `${bucket.url}/${name}`;
  }
  /** Starts the function and hands it what the start sent. */
  async function start(): Promise<unknown[]> {
    await handler(event, testContext);
    return Promise.all(queue.deliveries(10).map((delivery) => handler(delivery, testContext)));
  }

  test('ten starts, one after the other and at once, leave the tables as one does, and every answer in the bucket', async () => {
    expect(await start()).toEqual([{ batchItemFailures: [] }]);
    const warehouse = await functionWarehouse();
    const tables = [pricesTable, corporateActionsTable, quarantineTable];
    const content = () => Promise.all(tables.map((table) => tableContentHash(warehouse, table)));
    const once = await content();
    for (let again = 0; again < 4; again += 1) expect(await start()).toEqual([{ batchItemFailures: [] }]);
    await Promise.all(Array.from({ length: 5 }, () => handler(event, testContext)));
    await Promise.all(queue.deliveries(1).map((delivery) => handler(delivery, testContext)));
    expect(await content()).toEqual(once);
    const keys: string[] = [];
    for await (const { key } of bucket.store.list('market-data/yahoo/MADE/')) keys.push(key);
    expect(keys).toHaveLength(10);
    expect((await bucket.store.get(keys[0]!))?.body.toString()).toBe(chartOf('MADE', barsFrom('2024-01-02', 44)));
  }, 240_000);

  test('a symbol that fails is thrown with its reason, its answer is kept, and no credential shows anywhere', async () => {
    await listStocks('second.csv', 'GONE');
    const { shown, error } = await captureOutput(start);
    expect(error).toMatchObject({ code: 'PRICES_INCOMPLETE', what: expect.stringContaining('GONE HTTP_NOT_FOUND') });
    const everything = await bucket.everything();
    expect(everything).toContain('refused/market-data/yahoo/');
    expect(everything + shown).not.toContain('PLANTED');
  }, 60_000);
});
