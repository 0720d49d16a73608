import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fixedClock } from '@fm/platform';
import { delistingsTable, knownDelistings, Quarantine, tableContentHash } from '@fm/warehouse';
import { dayOfIso, isoOfDay } from '@fm/platform/time';
import { ingestPrices } from '../ingest-prices.ts';
import { openDataFolder, type DataFolder } from '../testing/data-folder.ts';
import { yahooHeader } from '../testing/parsing.ts';
import { ingestDelistings, replayDelisting } from './ingest-delistings.ts';
import { parseDelistings } from './parse-delistings.ts';

let folder: DataFolder;
beforeAll(async () => {
  folder = await openDataFolder();
});
afterAll(() => folder.end());

const clock = fixedClock('2024-03-09T12:00:00Z');
const ingest = (name: string, text: string) =>
  ingestDelistings({ warehouse: folder.warehouse, paths: [folder.write(name, text)], clock });
const prices = (symbol: string, ...lines: string[]) =>
  ingestPrices({
    ...{ warehouse: folder.warehouse, clock },
    paths: [folder.write(`${symbol}.csv`, [yahooHeader, ...lines].join('\n'))],
  });
const known = async (symbol: string) =>
  (await knownDelistings(folder.warehouse, [symbol])).map(({ day, lastPriceDay, value }) => [
    isoOfDay(day),
    isoOfDay(lastPriceDay),
    value,
  ]);
const row = (day: string, price: number): string => `${day},${price},${price},${price},${price},${price},1000`;

describe('a delisting from a file', () => {
  test('is that of the last price on or before its day, and comes in once', async () => {
    await prices('WCOM', row('2002-07-25', 0.1), row('2002-07-26', 0.09), row('2002-07-29', 0.08));
    const text = 'symbol,date,return\nWCOM,2002-07-30,-100 %\n';
    expect(await ingest('gone.csv', text)).toMatchObject({ read: 1, new: 1, unchanged: 0, quarantined: 0 });
    expect(await known('WCOM')).toEqual([['2002-07-30', '2002-07-29', -1]]);
    const hash = await tableContentHash(folder.warehouse, delistingsTable);
    expect(await ingest('gone.csv', text)).toMatchObject({ read: 1, new: 0, unchanged: 1 });
    expect(await tableContentHash(folder.warehouse, delistingsTable)).toBe(hash);
  });

  test('that says another return later replaces the first', async () => {
    await prices('ENRNQ', row('2002-01-10', 0.6), row('2002-01-11', 0.5));
    await ingest('first.csv', 'ticker,delisting date,dlret\nENRNQ,2002-01-11,-0.5\n');
    await ingest('second.csv', 'ticker,delisting date,dlret\nENRNQ,2002-01-11,-0.7\n');
    expect(await known('ENRNQ')).toEqual([['2002-01-11', '2002-01-11', -0.7]]);
  });

  test('of a symbol that was used again belongs to the prices before it', async () => {
    await prices('TWICE', row('2001-01-10', 5), row('2001-01-11', 5), row('2015-01-12', 5.5), row('2015-01-13', 5.5));
    await ingest('twice.csv', 'symbol,date,return\nTWICE,2001-01-11,-1\nTWICE,2015-01-14,0.1\n');
    expect(await known('TWICE')).toEqual([
      ['2001-01-11', '2001-01-11', -1],
      ['2015-01-14', '2015-01-13', 0.1],
    ]);
  });

  test('without a price before it counts nowhere', async () => {
    await ingest('none.csv', 'symbol,date,return\nNOPRICE,2001-01-11,-1\n');
    expect(await known('NOPRICE')).toEqual([]);
  });

  test('that cannot be used is in quarantine by its reason, and goes in once the file is mended', async () => {
    const loaded = await ingest('faulty.csv', 'symbol,date,return\nGOOD,2001-01-11,-1\nBAD,2001-01-11,-3\n');
    expect(loaded).toMatchObject({ read: 2, new: 1, quarantined: 1 });
    const [entry] = (await new Quarantine(folder.warehouse).list({ source: 'delistings' })).filter(
      ({ symbol }) => symbol === 'BAD',
    );
    expect(entry).toMatchObject({ code: 'DELISTING_RETURN', location: 'line 3' });
    const id = entry?.quarantine_id as string;
    expect(await replayDelisting({ warehouse: folder.warehouse, id, clock })).toMatchObject({ state: 'open' });
    folder.write('faulty.csv', 'symbol,date,return\nGOOD,2001-01-11,-1\nBAD,2001-01-11,-0.3\n');
    expect(await replayDelisting({ warehouse: folder.warehouse, id, clock })).toMatchObject({ state: 'replayed' });
  });
});

test.each([
  ['-1', -1],
  ['-100%', -1],
  ['-100 %', -1],
  ['-0.3', -0.3],
  ['25 %', 0.25],
])('a return of %s is the fraction %d', (written, value) => {
  const { delistings } = parseDelistings(`symbol,date,return\nX,2001-01-11,${written}\n`, '2024-03-09');
  expect(delistings).toMatchObject([{ symbol: 'X', day: dayOfIso('2001-01-11'), value }]);
});

test.each([
  ['bankruptcy', -0.3],
  ['Chapter 11', -0.3],
  ['dropped: price below $1', -0.3],
  ['574', -0.3],
  ['merger', null],
  ['acquired by MSFT', null],
  ['231', null],
  ['moved to NASDAQ', null],
])('the reason "%s" gives %p', (reason, value) => {
  const { delistings } = parseDelistings(`Symbol;Date;Reason\nX;2001-01-11;${reason}\n`, '2024-03-09');
  expect(delistings).toMatchObject([{ value, reason }]);
});

test.each([
  ['symbol,return\nX,-1\n', 'DELISTING_COLUMNS'],
  ['symbol,date,return\nX,2001-01-11\n', 'DELISTING_FIELDS'],
  ['symbol,date,return\n<b>,2001-01-11,-1\n', 'DELISTING_SYMBOL'],
  ['symbol,date,return\nX,11 Jan,-1\n', 'DELISTING_DATE'],
  ['symbol,date,return\nX,2001-02-30,-1\n', 'DELISTING_DATE'],
  ['symbol,date,return\nX,2024-03-10,-1\n', 'DELISTING_DATE'],
  ['symbol,date,return\nX,2001-01-11,-100\n', 'DELISTING_RETURN'],
  ['symbol,date,return\nX,2001-01-11,all\n', 'DELISTING_RETURN'],
  ['symbol,date,reason\nX,2001-01-11,\n', 'DELISTING_REASON'],
  ['symbol,date,reason\nX,2001-01-11,because\n', 'DELISTING_REASON'],
  ['symbol,date,return\nX,2001-01-11,-1\nX,2001-01-11,0\n', 'DELISTING_CONFLICT'],
])('%j is refused as %s', (text, code) => {
  const { delistings, refused } = parseDelistings(text, '2024-03-09');
  expect(delistings).toEqual([]);
  expect(new Set(refused.map((one) => one.code))).toEqual(new Set([code]));
});

describe('a last price of zero', () => {
  test('is a delisting of -100 % on its day', async () => {
    const { rowsDropped, rowsNew, problems } = await prices(
      'LEHMQ',
      row('2012-03-02', 0.03),
      row('2012-03-05', 0.02),
      row('2012-03-06', 0),
      row('2012-03-07', 0),
    );
    expect([rowsNew, rowsDropped.price_zero, problems]).toEqual([2, 2, []]);
    expect(await known('LEHMQ')).toEqual([['2012-03-06', '2012-03-05', -1]]);
  });

  test('is a fault where prices above zero follow, or nothing is before it', async () => {
    const { problems } = await prices('ZERO', row('2012-03-02', 3), row('2012-03-05', 0), row('2012-03-06', 3));
    expect(problems).toMatchObject([{ code: 'PRICE_NOT_POSITIVE', line: 3 }]);
    expect((await prices('NOTHING', row('2012-03-02', 0))).problems).toMatchObject([{ code: 'PRICE_NOT_POSITIVE' }]);
    expect(await known('ZERO')).toEqual([]);
  });

  test('gives way to what a file says of the delisting', async () => {
    await prices('PAID', row('2012-03-02', 0.5), row('2012-03-05', 0));
    await ingest('paid.csv', 'symbol,date,return\nPAID,2012-03-05,-0.4\n');
    expect(await known('PAID')).toEqual([['2012-03-05', '2012-03-02', -0.4]]);
  });
});
