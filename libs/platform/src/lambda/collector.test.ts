import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { UniverseStock } from '../universe/index.ts';
import { collectingHandler, type Collector } from './collector.ts';
import { startQueueServer, testContext, type QueueServer } from './testing.ts';

let queue: QueueServer;
let stocks: UniverseStock[];
let collected: { symbols: string[]; event: object; for: string }[];
let failing: readonly string[];
let url: string;

const collect: Collector<object>['collect'] = (given, event, moment) => {
  const symbols = given.map(({ symbol }) => symbol);
  collected.push({ symbols, event, for: moment.toISOString() });
  const bad = symbols.filter((symbol) => failing.includes(symbol));
  return Promise.resolve(bad.length === 0 ? undefined : { symbols: bad, error: new Error(`failed: ${bad.join()}`) });
};
const handler = collectingHandler('market-data-collect', {
  stocks: () => Promise.resolve(stocks),
  queueUrl: () => url,
  collect,
});

beforeAll(async () => void (queue = await startQueueServer()));
afterAll(() => queue.close());
beforeEach(() => {
  queue.bodies.length = 0;
  [collected, failing, url] = [[], [], queue.url];
  stocks = [{ symbol: 'AAPL', cik: '0000320193' }, { symbol: 'VOD.L' }, { symbol: '7203.T' }];
});

const event = { scheduledTime: '2024-03-01T22:00:00Z', since: '2024-02-01' };

test('a start asks for every stock by a message of its own, however many there are', async () => {
  stocks = Array.from({ length: 1234 }, (_, at) => ({ symbol: `S${at}` }));
  expect(await handler(event, testContext)).toEqual({ asked: 1234 });
  const named = queue.bodies.map((body) => (JSON.parse(body) as { symbol: string }).symbol);
  expect(new Set(named)).toEqual(new Set(stocks.map(({ symbol }) => symbol)));
  expect(named).toHaveLength(1234);
});

test('what a start sends is what the queue brings back to the function, with the moment of the start', async () => {
  await handler(event, testContext);
  const [delivery, ...more] = queue.deliveries(10);
  expect(more).toEqual([]);
  expect(await handler(delivery!, testContext)).toEqual({ batchItemFailures: [] });
  expect(collected).toEqual([{ symbols: ['AAPL', 'VOD.L', '7203.T'], event, for: '2024-03-01T22:00:00.000Z' }]);
});

test('a stock that fails brings its own message again, and no other', async () => {
  failing = ['VOD.L'];
  await handler(event, testContext);
  const [delivery] = queue.deliveries(10);
  expect(await handler(delivery!, testContext)).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
});

test('when every stock of a delivery failed the function fails, so that its alarm sounds', async () => {
  failing = ['AAPL', 'VOD.L', '7203.T'];
  await handler(event, testContext);
  const [delivery] = queue.deliveries(10);
  await expect(handler(delivery!, testContext)).rejects.toThrow('failed: AAPL,VOD.L,7203.T');
});

test('messages of two starts are collected separately, and only the one that cannot be read fails', async () => {
  stocks = [{ symbol: 'AAPL' }];
  await handler(event, testContext);
  await handler({}, testContext);
  queue.bodies.push('no json', '{"symbol":"a b","event":{}}', '{"symbol":"A","event":{"colour":"red"}}');
  const [delivery] = queue.deliveries(10);
  expect(await handler(delivery!, testContext)).toEqual({
    batchItemFailures: ['message-2', 'message-3', 'message-4'].map((itemIdentifier) => ({ itemIdentifier })),
  });
  expect(collected.map(({ symbols }) => symbols)).toEqual([['AAPL'], ['AAPL']]);
});

test('an unknown event is refused before anything is sent, and a queue that does not answer is named', async () => {
  await expect(handler({ colour: 'red' }, testContext)).rejects.toMatchObject({ code: 'EVENT_REFUSED' });
  expect(queue.bodies).toEqual([]);
  url = 'http://127.0.0.1:1/000000000000/symbols';
  await expect(handler(event, testContext)).rejects.toMatchObject({ code: 'QUEUE_FAILED' });
}, 60_000);
