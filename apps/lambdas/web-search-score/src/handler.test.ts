import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { notificationOf, queueOf, testContext } from '@fm/platform/lambda/testing';
import { localObjectStore } from '@fm/object-store';
import { articlesTable, articleSentimentTable, tableContentHash } from '@fm/warehouse';
import { functionWarehouse } from '@fm/warehouse/lambda';
import { handler } from './handler.ts';

const folder = mkdtempSync(join(tmpdir(), 'fm-lambda-'));
const store = localObjectStore(join(folder, 'objects'));
Object.assign(process.env, {
  FM_HOME: join(folder, 'warehouse'),
  FM_OBJECT_STORE: `file://${join(folder, 'objects')}`,
  CLICKHOUSE_URL: '',
});
afterAll(async () => {
  await (await functionWarehouse()).close();
  rmSync(folder, { recursive: true });
});

async function stored(symbol: string, day: string): Promise<string> {
  const results = [
    { url: `https://example.com/${symbol}/${day}`, title: 'Good', content: 'Good.', published_date: day },
  ];
  const key = `web-search/tavily/${symbol}/${day}/a.json`;
  await store.putIfAbsent(key, JSON.stringify({ results }), { symbol, 'collected-at': `${day}T22:00:00Z` });
  return key;
}

test('ten deliveries of each object, in parallel, in any order and form, are as one', async () => {
  const keys = await Promise.all(
    ['V', 'KO'].flatMap((symbol) => ['2024-05-01', '2024-05-02'].map((day) => stored(symbol, day))),
  );
  const warehouse = await functionWarehouse();
  const content = () =>
    Promise.all([articlesTable, articleSentimentTable].map((table) => tableContentHash(warehouse, table)));
  const messages = keys.map((key) => notificationOf('raw', key));
  expect(await handler(queueOf(...messages), testContext)).toEqual({ batchItemFailures: [] });
  const [counts] = await warehouse.query('SELECT count() AS n, uniqExact(symbol) AS symbols FROM article_scores');
  expect(counts).toEqual({ n: '4', symbols: '2' });

  const once = await content();
  const deliveries = Array.from({ length: 10 }, (_, at) =>
    at % 2 === 0
      ? handler(notificationOf('raw', ...keys.toReversed()), testContext)
      : handler(queueOf(notificationOf('raw', ...keys), messages[at % 4]!), testContext),
  );
  await Promise.all(deliveries);
  expect(await content()).toEqual(once);
});

test('an object that is not a response is set aside; of one that another program wrote only that message fails', async () => {
  await store.putIfAbsent('web-search/broken.json', '{', { symbol: 'V', 'collected-at': '2024-05-01T22:00:00Z' });
  await store.putIfAbsent('web-search/unlabelled.json', '{}');
  const names = ['web-search/broken.json', 'web-search/unlabelled.json', 'other/object.json'];
  expect(await handler(queueOf(...names.map((key) => notificationOf('raw', key))), testContext)).toEqual({
    batchItemFailures: [{ itemIdentifier: 'message-1' }],
  });
  const warehouse = await functionWarehouse();
  expect(await warehouse.query('SELECT code FROM quarantine FINAL')).toEqual([{ code: 'SEARCH_NOT_A_RESPONSE' }]);
});
