import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fixedClock } from '@fm/platform';
import { localObjectStore, type ObjectStore } from '@fm/object-store';
import { corporateActionsTable, Quarantine, quarantineTable, tableContentHash } from '@fm/warehouse';
import { ingestActions } from '../actions/ingest-actions.ts';
import { barsFrom, chartOf } from '../testing/chart.ts';
import { openDataFolder, type DataFolder } from '../testing/data-folder.ts';
import { loadPriceObject } from './load-price-object.ts';
import { hasNewEvent } from './plan.ts';
import { priceObjectKey } from './price-object.ts';

let folder: DataFolder;
let objectStore: ObjectStore;
beforeAll(async () => {
  folder = await openDataFolder();
  objectStore = localObjectStore(folder.write('objects/.keep', '').replace('/.keep', ''));
});
afterAll(() => folder.end());

const receivedAt = new Date('2024-03-01T22:00:00Z');

/** Stores a chart response that tells of a split, under the key of the collector. */
async function chartWithSplit(symbol: string, day: string, numerator: number, denominator: number): Promise<string> {
  const body = JSON.parse(chartOf(symbol, barsFrom('2024-01-02', 44))) as {
    chart: { result: { events: Record<string, unknown> }[] };
  };
  const date = Date.parse(`${day}T14:30:00Z`) / 1000;
  body.chart.result[0]!.events['splits'] = { [date]: { date, numerator, denominator } };
  const bytes = Buffer.from(JSON.stringify(body));
  const key = priceObjectKey({ provider: 'yahoo', symbol, receivedAt }, bytes);
  await objectStore.putIfAbsent(key, bytes);
  return key;
}

const { clock, file } = {
  clock: fixedClock('2024-03-02T12:00:00Z'),
  file: (symbol: string, text: string) =>
    ingestActions({ warehouse: folder.warehouse, paths: [folder.write(`${symbol}.csv`, text)], clock }),
};
const splitsOf = (symbol: string) =>
  folder.warehouse.query(
    `SELECT toString(date) AS date, value, source FROM corporate_actions FINAL
     WHERE symbol = {symbol:String} ORDER BY date, source`,
    { symbol },
  );
const asideOf = async (symbol: string) =>
  (await new Quarantine(folder.warehouse).list({ symbol })).map(({ code, message }) => `${code}: ${message}`);

test.each([
  ['another ratio', 'RATIO', '2024-02-01', 3],
  ['another day', 'MOVED', '2024-02-05', 2],
])(
  'a split that a chart tells with %s than a file is in quarantine, and the prices are in',
  async (_, symbol, day, ratio) => {
    await file(symbol, 'Date,Stock Splits\n2024-02-01,2:1\n');
    const key = await chartWithSplit(symbol, day, ratio, 1);
    const { warehouse } = folder;
    const { result, parsed } = await loadPriceObject({ warehouse, objectStore, key });
    expect(result).toMatchObject({ rowsNew: 44, rowsQuarantined: 0, status: 'partial' });
    expect(result.problems).toMatchObject([{ code: 'ACTION_CONFLICT', severity: 'error' }]);
    expect(await splitsOf(symbol)).toEqual([{ date: '2024-02-01', value: 2, source: 'file' }]);
    expect(await asideOf(symbol)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^ACTION_CONFLICT: the split of ${ratio} on ${day} contradicts that of 2 on 2024-02-01 \\(file\\)\\. Find out`,
        ),
      ),
    ]);
    // A contradiction is no news: the whole history is not asked for again at every collection.
    expect(await hasNewEvent(warehouse, symbol, parsed.actions)).toBe(false);

    const content = () =>
      Promise.all([corporateActionsTable, quarantineTable].map((one) => tableContentHash(warehouse, one)));
    const once = await content();
    await Promise.all(Array.from({ length: 10 }, () => loadPriceObject({ warehouse, objectStore, key })));
    expect(await content()).toEqual(once);
  },
);

test('once the file takes its wrong day back, the split of the chart goes in', async () => {
  await file('BACK', 'Date,Stock Splits\n2024-02-01,2:1\n');
  const key = await chartWithSplit('BACK', '2024-02-05', 2, 1);
  await loadPriceObject({ warehouse: folder.warehouse, objectStore, key });
  await file('BACK', 'Date,Stock Splits\n2024-02-01,1:1\n');
  await loadPriceObject({ warehouse: folder.warehouse, objectStore, key });
  expect(await splitsOf('BACK')).toEqual([
    { date: '2024-02-01', value: 1, source: 'file' },
    { date: '2024-02-05', value: 2, source: 'yahoo' },
  ]);
});

test('a split that chart and file tell alike is no contradiction', async () => {
  await file('ALIKE', 'Date,Stock Splits\n2024-02-01,2:1\n');
  const key = await chartWithSplit('ALIKE', '2024-02-01', 2, 1);
  await loadPriceObject({ warehouse: folder.warehouse, objectStore, key });
  expect(await asideOf('ALIKE')).toEqual([]);
  expect(await splitsOf('ALIKE')).toHaveLength(2);
});
