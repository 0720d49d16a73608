import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fixedClock } from '@fm/platform';
import { localObjectStore, type ObjectStore } from '@fm/object-store';
import { corporateActionsTable, knownSplits, Quarantine, quarantineTable, tableContentHash } from '@fm/warehouse';
import { isoOfDay } from '@fm/platform/time';
import { ingestActions } from '../actions/ingest-actions.ts';
import { replayActions } from '../actions/replay-actions.ts';
import { replayQuarantined } from '../replay-quarantined.ts';
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
async function chartWithSplit(
  symbol: string,
  day: string,
  numerator: number,
  denominator: number,
  at = receivedAt,
): Promise<string> {
  const body = JSON.parse(chartOf(symbol, barsFrom('2024-01-02', 44))) as {
    chart: { result: { events: Record<string, unknown> }[] };
  };
  const date = Date.parse(`${day}T14:30:00Z`) / 1000;
  body.chart.result[0]!.events['splits'] = { [date]: { date, numerator, denominator } };
  const bytes = Buffer.from(JSON.stringify(body));
  const key = priceObjectKey({ provider: 'yahoo', symbol, receivedAt: at }, bytes);
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
    // A contradiction is not news: the whole history is not asked for again at every collection.
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

test('a split that the chart and a file report alike is not a contradiction', async () => {
  await file('ALIKE', 'Date,Stock Splits\n2024-02-01,2:1\n');
  const key = await chartWithSplit('ALIKE', '2024-02-01', 2, 1);
  await loadPriceObject({ warehouse: folder.warehouse, objectStore, key });
  expect(await asideOf('ALIKE')).toEqual([]);
  expect(await splitsOf('ALIKE')).toHaveLength(2);
});

/** What a run would take: day and ratio of every split. */
const standing = async (symbol: string) =>
  (await knownSplits(folder.warehouse, [symbol])).map(({ day, value }) => `${isoOfDay(day)} ${value}`);
/** What was set aside, without the place it was found in. */
const claimsAside = async (symbol: string) => {
  const rows = await new Quarantine(folder.warehouse).list({ symbol, code: 'ACTION_CONFLICT' });
  return [...new Set(rows.map(({ payload }) => payload.replace(/^.*\n\w+,/, '')))].sort();
};

describe('two answers that contradict each other', () => {
  const orders = ['one then other', 'other then one', 'at once', 'ten times each, at once'] as const;
  async function deliver(one: string, other: string, order: (typeof orders)[number]): Promise<void> {
    const load = (key: string) => loadPriceObject({ warehouse: folder.warehouse, objectStore, key });
    if (order === 'one then other') return void [await load(one), await load(other)];
    if (order === 'other then one') return void [await load(other), await load(one)];
    const each = order === 'at once' ? [one, other] : Array.from({ length: 10 }, () => [other, one]).flat();
    await Promise.all(each.map(load));
  }

  test.each(orders)(
    'received in the same millisecond, %s: of one split under two dates the earlier is used once, the later is in quarantine',
    async (order) => {
      const symbol = `DATES${orders.indexOf(order)}`;
      const [one, other] = [
        await chartWithSplit(symbol, '2024-02-01', 2, 1),
        await chartWithSplit(symbol, '2024-02-05', 2, 1),
      ];
      await deliver(one, other, order);
      expect(await standing(symbol)).toEqual(['2024-02-01 2']);
      expect(await claimsAside(symbol)).toEqual(['2024-02-05,split,2']);
    },
  );

  test.each(orders)(
    'received a day apart, %s: what was received first is used, the other is in quarantine',
    async (order) => {
      const symbol = `MOMENTS${orders.indexOf(order)}`;
      const [one, other] = [
        await chartWithSplit(symbol, '2024-02-05', 2, 1),
        await chartWithSplit(symbol, '2024-02-01', 2, 1, new Date('2024-03-02T22:00:00Z')),
      ];
      await deliver(one, other, order);
      expect(await standing(symbol)).toEqual(['2024-02-05 2']);
      expect(await claimsAside(symbol)).toEqual(['2024-02-01,split,2']);
    },
  );

  test.each(orders)(
    'received in the same millisecond, %s: of two ratios of one day the same one is used',
    async (order) => {
      const symbol = `RATIOS${orders.indexOf(order)}`;
      await deliver(
        await chartWithSplit(symbol, '2024-02-01', 2, 1),
        await chartWithSplit(symbol, '2024-02-01', 3, 1),
        order,
      );
      expect(await standing(symbol)).toEqual(['2024-02-01 2']);
    },
  );
});

test('a file and a chart that contradict each other at once leave one split, and the other in quarantine', async () => {
  const key = await chartWithSplit('ATONCE', '2024-02-05', 2, 1);
  const load = () => loadPriceObject({ warehouse: folder.warehouse, objectStore, key });
  await Promise.all([load(), file('ATONCE', 'Date,Stock Splits\n2024-02-01,2:1\n'), load()]);
  expect(await standing('ATONCE')).toHaveLength(1);
  expect(await claimsAside('ATONCE')).toHaveLength(1);
});

describe('a contradiction in quarantine', () => {
  const idOf = async (symbol: string) =>
    (await new Quarantine(folder.warehouse).list({ symbol, code: 'ACTION_CONFLICT', state: 'open' }))[0]!.quarantine_id;

  test('of a provider is replayed from its stored answer once the file agrees', async () => {
    await file('AGREE', 'Date,Stock Splits\n2024-02-01,2:1\n');
    const key = await chartWithSplit('AGREE', '2024-02-01', 3, 1);
    await loadPriceObject({ warehouse: folder.warehouse, objectStore, key });
    const id = await idOf('AGREE');
    const replay = () => replayQuarantined({ warehouse: folder.warehouse, objectStore, id });
    expect(await replay()).toMatchObject({ state: 'open', reason: expect.stringContaining('contradicts that of 2') });
    await file('AGREE', 'Date,Stock Splits\n2024-02-01,3:1\n');
    expect(await replay()).toMatchObject({ state: 'replayed', reason: '' });
    expect(await standing('AGREE')).toEqual(['2024-02-01 3']);
  });

  test('of a file is let in against the provider only by acceptance, and the provider is then quarantined', async () => {
    const key = await chartWithSplit('ACCEPT', '2024-02-01', 3, 1);
    await loadPriceObject({ warehouse: folder.warehouse, objectStore, key });
    await file('ACCEPT', 'Date,Stock Splits\n2024-02-01,2:1\n');
    const [id, { warehouse }] = [await idOf('ACCEPT'), folder];
    expect(await replayActions({ warehouse, id, clock })).toMatchObject({ state: 'open' });
    expect(await standing('ACCEPT')).toEqual(['2024-02-01 3']);
    expect(await replayActions({ warehouse, id, accept: true, clock })).toEqual({ state: 'replayed', reason: '' });
    expect(await standing('ACCEPT')).toEqual(['2024-02-01 2']);
    // What the provider said is in quarantine now; it is used again when the file takes its own back, and then can be replayed.
    const fallen = await idOf('ACCEPT');
    expect(await replayActions({ warehouse, id: fallen, clock })).toMatchObject({ state: 'open' });
    await file('ACCEPT', 'Date,Stock Splits\n2024-02-01,3:1\n');
    expect(await replayActions({ warehouse, id: fallen, clock })).toEqual({ state: 'replayed', reason: '' });
    expect(await standing('ACCEPT')).toEqual(['2024-02-01 3']);
  });
});
