import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { captureOutput, startQueueServer, testContext, type QueueServer } from '@fm/platform/lambda/testing';
import { universeText, type UniverseStock } from '@fm/platform/universe';
import { startReplayServer, type ReplayServer } from '@fm/platform/testing';
import { motoInstalled, motoInstallLine, startBucket, type TestBucket } from '@fm/object-store/testing';
import { madeCompany, submissions } from '@fm/sec-filing/testing';
import { handler } from './handler.ts';

const event = { scheduledTime: '2024-03-01T22:00:00Z' };
const filing = {
  accn: '0000000001-20-000015',
  form: '10-K',
  filed: '2021-02-12',
  accepted: '2021-02-11T22:30:00.000Z',
};
let provider: ReplayServer;
let bucket: TestBucket;
let queue: QueueServer;

const name = motoInstalled ? 'sec-filing-collect over S3' : `skipped: needs moto_server (${motoInstallLine})`;
(motoInstalled ? describe : describe.skip)(name, () => {
  beforeAll(async () => {
    provider = await startReplayServer();
    bucket = await startBucket();
    queue = await startQueueServer();
    await listStocks('first.csv', { symbol: 'MADE', cik: '0000000001' }, { symbol: '7203.T' });
    provider.record('/submissions/CIK0000000001.json', { body: JSON.stringify(submissions(1, [filing])) });
    provider.record('/api/xbrl/companyfacts/CIK0000000001.json', { body: JSON.stringify(madeCompany()) });
    Object.assign(process.env, {
      FM_OBJECT_STORE: bucket.url,
      FM_SYMBOL_QUEUE_URL: queue.url,
      SEC_USER_AGENT: 'Planted Person planted@example.org',
      SEC_ORIGIN: provider.origin,
    });
  });
  afterAll(async () => {
    await provider.close();
    await queue.close();
    await bucket.end();
  });

  /** Puts a list of stocks into the bucket and has it read. */
  async function listStocks(name: string, ...stocks: UniverseStock[]): Promise<void> {
    await bucket.store.putIfAbsent(name, universeText(stocks));
    process.env['FM_UNIVERSE_OBJECT'] = `${bucket.url}/${name}`;
  }
  /** Starts the function and hands it what the start sent. */
  async function start(): Promise<unknown[]> {
    expect(await handler(event, testContext)).toEqual({ asked: 1 });
    return Promise.all(queue.deliveries(10).map((delivery) => handler(delivery, testContext)));
  }

  test('ten starts, one after the other and at once, store each document once, ask for facts only once, and nothing for a stock without a CIK', async () => {
    expect(await start()).toEqual([{ batchItemFailures: [] }]);
    expect(provider.requests).toHaveLength(2);
    const once = await bucket.everything();
    for (let again = 0; again < 4; again += 1) expect(await start()).toEqual([{ batchItemFailures: [] }]);
    await Promise.all(Array.from({ length: 5 }, () => handler(event, testContext)));
    await Promise.all(queue.deliveries(1).map((delivery) => handler(delivery, testContext)));
    expect(await bucket.everything()).toBe(once);
    const facts = provider.requests.filter(({ path }) => path.includes('companyfacts'));
    expect([facts.length, provider.requests.length]).toEqual([1, 11]);
    expect(provider.requests[0]!.headers['user-agent']).toBe('Planted Person planted@example.org');
  }, 120_000);

  test('a company that fails is thrown with its reason; contact and credentials show nowhere, though they are echoed', async () => {
    provider.record('/submissions/CIK0000000002.json', (request) => ({
      status: 400,
      contentType: 'text/html',
      body: `who is ${String(request.headers['user-agent'])}?`,
    }));
    await listStocks('second.csv', { symbol: 'OTHER', cik: '0000000002' });
    const { shown, error } = await captureOutput(start);
    expect(error).toMatchObject({ code: 'FILINGS_INCOMPLETE', what: expect.stringContaining('OTHER HTTP_STATUS') });
    const everything = await bucket.everything();
    expect(everything).toContain('who is [redacted]?');
    expect(everything + shown).not.toMatch(/planted/i);
  }, 60_000);
});
