import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fixedClock } from '@fm/platform';
import { isoOfDay } from '@fm/platform/time';
import { knownValues, Quarantine, tableContentHash, userValuesTable } from '@fm/warehouse';
import { openDataFolder, type DataFolder } from '../testing/data-folder.ts';
import { ingestValues, replayValues } from './ingest-values.ts';

let folder: DataFolder;
beforeAll(async () => {
  folder = await openDataFolder();
});
afterAll(() => folder.end());

const first = fixedClock('2024-03-09T12:00:00Z');
const later = fixedClock('2024-03-20T12:00:00Z');
const ingest = (name: string, text: string, clock = first, as?: string) =>
  ingestValues({ warehouse: folder.warehouse, paths: [folder.write(name, text)], clock, ...(as && { name: as }) });
const known = async (name: string) =>
  (await knownValues(folder.warehouse, { names: [name], symbols: ['AAPL'], until: Date.UTC(2030, 0) })).map(
    ({ day, knownAt, value }) => [isoOfDay(day), new Date(knownAt).toISOString(), value],
  );

test('values come in once, known just before the close of their day', async () => {
  const text = 'date,symbol,value\n2024-03-01,AAPL,1\n2024-07-03,AAPL,1\n2024-03-04,AAPL,\n';
  expect(await ingest('once.csv', text)).toMatchObject({ read: 2, new: 1, unchanged: 1, quarantined: 1 });
  expect(await known('once')).toEqual([['2024-03-01', '2024-03-01T20:59:59.999Z', 1]]);
  const hash = await tableContentHash(folder.warehouse, userValuesTable);
  expect(await ingest('once.csv', text, later)).toMatchObject({ new: 0, unchanged: 2 });
  expect(await tableContentHash(folder.warehouse, userValuesTable)).toBe(hash);
});

test('a correction is known from the moment it is loaded, and what was known before stays', async () => {
  await ingest('late.csv', 'date,symbol,value\n2024-03-01,AAPL,1\n');
  const corrected = 'date,symbol,value\n2024-03-01,AAPL,2\n';
  expect(await ingest('late.csv', corrected, later)).toMatchObject({ new: 1 });
  expect(await ingest('late.csv', corrected, later)).toMatchObject({ new: 0 });
  // The first file comes again.
  expect(await ingest('late.csv', 'date,symbol,value\n2024-03-01,AAPL,1\n', later)).toMatchObject({ new: 0 });
  await ingest('late.csv', 'date,symbol,value\n2024-03-01,AAPL,\n', later);
  expect(await known('late')).toEqual([
    ['2024-03-01', '2024-03-01T20:59:59.999Z', 1],
    ['2024-03-01', '2024-03-20T12:00:00.000Z', 2],
    ['2024-03-01', '2024-03-20T12:00:00.001Z', NaN],
  ]);
});

test('a file may say itself what was known when, but nothing is known before the close of its day', async () => {
  const text = [
    'date,symbol,value,known_at',
    '2024-03-01,AAPL,3,2024-03-06T08:00:00Z',
    '2024-03-01,AAPL,1,',
    '2024-03-01,AAPL,2,2024-03-04',
    '2024-03-04,AAPL,4,2024-02-01',
  ];
  expect(await ingest('told.csv', text.join('\n'))).toMatchObject({ read: 4, new: 4 });
  expect(await known('told')).toEqual([
    ['2024-03-01', '2024-03-01T20:59:59.999Z', 1],
    ['2024-03-01', '2024-03-04T20:59:59.999Z', 2],
    ['2024-03-04', '2024-03-04T20:59:59.999Z', 4],
    ['2024-03-01', '2024-03-06T08:00:00.000Z', 3],
  ]);
  expect(await ingest('told.csv', text.join('\n'), later)).toMatchObject({ new: 0 });
});

test('the summary says what the files hold, and which symbols have no prices', async () => {
  const loaded = await ingest('wide.csv', 'date,AAPL,MSFT\n2024-03-01,1,2\n2024-03-04,3,4\n', first, 'My Panel');
  expect(loaded.names).toEqual([{ name: 'my_panel', symbols: 2, days: 2, first: '2024-03-01', last: '2024-03-04' }]);
  expect(loaded.withoutPrices).toEqual(['AAPL', 'MSFT']);
});

test('what cannot be used is in quarantine by its reason, and goes in under its name once the file is mended', async () => {
  await ingest('faulty.csv', 'date,symbol,value\n2024-03-01,AAPL,much\n', first, 'mended');
  const [entry] = await new Quarantine(folder.warehouse).list({ source: 'values', code: 'VALUE_NUMBER' });
  const id = entry?.quarantine_id as string;
  const options = { warehouse: folder.warehouse, id, clock: first };
  expect(await replayValues(options)).toMatchObject({ state: 'open' });
  folder.write('faulty.csv', 'date,symbol,value\n2024-03-01,AAPL,5\n');
  expect(await replayValues(options)).toMatchObject({ state: 'replayed' });
  expect(await known('mended')).toEqual([['2024-03-01', '2024-03-01T20:59:59.999Z', 5]]);
});

test('Parquet holds the same as CSV: long, as a run is exported, and wide with the index of pandas behind', async () => {
  const parquet = async (name: string, columns: string) => {
    const bytes = await folder.warehouse.queryBytes(`SELECT ${columns}`, 'Parquet');
    return ingestValues({ warehouse: folder.warehouse, paths: [folder.write(name, bytes)], clock: first });
  };
  const day = "toDate32('2024-03-01')";
  await parquet('long.parquet', `'mom' AS factor, 'AAPL' AS symbol, ${day} AS date, 0.1 AS value`);
  await parquet(
    'table.parquet',
    `1.5 AS AAPL, nan AS MSFT, toDateTime64('2024-03-01 00:00:00', 6) AS __index_level_0__`,
  );
  const moment = '2024-03-01T20:59:59.999Z';
  expect([await known('mom'), await known('table')]).toEqual([
    [['2024-03-01', moment, 0.1]],
    [['2024-03-01', moment, 1.5]],
  ]);
  await parquet('named-otherwise.pq', `'size' AS factor, 'AAPL' AS symbol, ${day} AS date, 0.2 AS value`);
  expect(await known('size')).toEqual([['2024-03-01', moment, 0.2]]);
  const broken = await ingest('broken.parquet', 'no Parquet');
  expect(broken.problems).toEqual([expect.stringMatching(/^VALUE_ENCODING: .*broken.parquet line 1: .*Parquet/)]);
});
