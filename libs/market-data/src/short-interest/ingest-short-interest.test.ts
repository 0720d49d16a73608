import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fixedClock } from '@fm/platform';
import { Quarantine, shortInterestTable, tableContentHash } from '@fm/warehouse';
import { openDataFolder, type DataFolder } from '../testing/data-folder.ts';
import { ingestShortInterest, replayShortInterest } from './ingest-short-interest.ts';
import { parseShortInterest } from './parse-short-interest.ts';

let folder: DataFolder;
beforeAll(async () => {
  folder = await openDataFolder();
});
afterAll(() => folder.end());

const clock = fixedClock('2024-04-09T12:00:00Z');
const header = 'symbol,settlementDate,publishedAt,sharesShort';
const ingest = (name: string, ...lines: string[]) =>
  ingestShortInterest({
    ...{ warehouse: folder.warehouse, clock },
    paths: [folder.write(name, `${[header, ...lines].join('\n')}\n`)],
  });

test('short interest of a file comes in once, and a count that is published again is another row', async () => {
  const line = 'AAPL,2024-03-15,2024-03-26,98000000';
  expect(await ingest('a.csv', line)).toMatchObject({ read: 1, new: 1, unchanged: 0, symbols: ['AAPL'] });
  const hash = await tableContentHash(folder.warehouse, shortInterestTable);
  expect(await ingest('a.csv', line)).toMatchObject({ read: 1, new: 0, unchanged: 1 });
  expect(await tableContentHash(folder.warehouse, shortInterestTable)).toBe(hash);
  expect(await ingest('b.csv', 'AAPL,2024-03-15,2024-04-02T20:00:00Z,99000000')).toMatchObject({ new: 1 });
  const rows = await folder.warehouse.query(
    'SELECT known_at, shares_short FROM short_interest FINAL ORDER BY known_at',
  );
  expect(rows).toEqual([
    // Known by its day only, so from the start of the next session in New York.
    { known_at: '2024-03-27 04:00:00.000', shares_short: 98_000_000 },
    { known_at: '2024-04-02 20:00:00.000', shares_short: 99_000_000 },
  ]);
});

test('a line that cannot be used is in quarantine, and goes in once the file is mended', async () => {
  expect(await ingest('faulty.csv', 'MSFT,2024-03-15,2024-03-26,many')).toMatchObject({ new: 0, quarantined: 1 });
  const [entry] = (await new Quarantine(folder.warehouse).list({ source: 'short-interest' })).filter(
    ({ symbol }) => symbol === 'MSFT',
  );
  expect(entry).toMatchObject({ code: 'SHORT_INTEREST_SHARES', location: 'line 2' });
  const id = entry?.quarantine_id ?? '';
  folder.write('faulty.csv', `${header}\nMSFT,2024-03-15,2024-03-26,5e7\n`);
  expect(await replayShortInterest({ warehouse: folder.warehouse, id })).toMatchObject({ state: 'replayed' });
});

test.each([
  ['symbol,settlementDate,sharesShort\nX,2024-03-15,5\n', 'SHORT_INTEREST_COLUMNS'],
  [`${header}\nX,2024-03-15,5\n`, 'SHORT_INTEREST_FIELDS'],
  [`${header}\n<b>,2024-03-15,2024-03-26,5\n`, 'SHORT_INTEREST_SYMBOL'],
  [`${header}\nX,2024-02-30,2024-03-26,5\n`, 'SHORT_INTEREST_DATE'],
  [`${header}\nX,2024-03-15,soon,5\n`, 'SHORT_INTEREST_DATE'],
  [`${header}\nX,2024-03-15,2024-03-26T16:00:00,5\n`, 'SHORT_INTEREST_DATE'],
  [`${header}\nX,2024-03-15,2024-03-14,5\n`, 'SHORT_INTEREST_DATE'],
  [`${header}\nX,2024-03-15,2024-04-10,5\n`, 'SHORT_INTEREST_DATE'],
  [`${header}\nX,2024-03-15,2024-03-26,-5\n`, 'SHORT_INTEREST_SHARES'],
  [`${header}\nX,2024-03-15,2024-03-26,\n`, 'SHORT_INTEREST_SHARES'],
  [`${header}\nX,2024-03-15,2024-03-26,5\nX,2024-03-15,2024-03-26,6\n`, 'SHORT_INTEREST_CONFLICT'],
])('%j is refused as %s', (text, code) => {
  const { read, refused } = parseShortInterest(text, clock.now());
  expect(read).toEqual([]);
  expect(new Set(refused.map((one) => one.code))).toEqual(new Set([code]));
});
