import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { localObjectStore, type ObjectStore } from '@fm/object-store';
import { fixedClock } from '@fm/platform';
import { draws } from '@fm/platform/testing';
import { knownGroups, Quarantine, stockGroupsTable, tableContentHash } from '@fm/warehouse';
import { openDataFolder, type DataFolder } from '../testing/data-folder.ts';
import { mutate } from '../testing/mutate.ts';
import { ingestGroups, replayGroups } from './ingest-groups.ts';
import { loadGroups } from './load-groups.ts';
import { parseGroups } from './parse-groups.ts';

let folder: DataFolder;
let objectStore: ObjectStore;
let stores = 0;
beforeAll(async () => {
  folder = await openDataFolder();
});
beforeEach(async () => {
  objectStore = localObjectStore(join(folder.path('objects'), String(stores++)));
  await folder.warehouse.command('TRUNCATE TABLE stock_groups');
});
afterAll(() => folder.end());

const far = Date.parse('2100-01-01');
const ingest = (text: string, at = '2024-03-09T12:00:00Z') =>
  ingestGroups({
    ...{ warehouse: folder.warehouse, objectStore, clock: fixedClock(at) },
    paths: [folder.write('groups.csv', text)],
  });
const known = async (...symbols: string[]) =>
  (await knownGroups(folder.warehouse, { symbols, until: far })).map(({ symbol, knownAt, group }) => {
    return [symbol, new Date(knownAt).toISOString().slice(0, 16), group];
  });

describe('groups from a file', () => {
  test('count from the day that a line gives, else from the moment the file was received', async () => {
    const text =
      'ticker,group,since\nAAPL,Hardware,1980-12-12\naapl.us,"Phones, tablets",2007-06-29\nKO,Beverages,\nX,,2023-01-01\n';
    expect(await ingest(text)).toEqual({
      ...{ files: 1, symbols: ['AAPL', 'KO', 'X'], problems: [] },
      ...{ read: 4, new: 4, unchanged: 0, quarantined: 0 },
    });
    expect(await known('AAPL', 'KO', 'X')).toEqual([
      ['AAPL', '1980-12-12T00:00', 'Hardware'],
      ['AAPL', '2007-06-29T00:00', 'Phones, tablets'],
      ['KO', '2024-03-09T12:00', 'Beverages'],
      ['X', '2023-01-01T00:00', ''],
    ]);
  });

  test('that come again, later too, change nothing', async () => {
    await ingest('symbol,sector\nKO,Beverages\n');
    const hash = await tableContentHash(folder.warehouse, stockGroupsTable);
    expect(await ingest('symbol,sector\nKO,Beverages\n', '2025-01-01T00:00:00Z')).toMatchObject({
      new: 0,
      unchanged: 1,
    });
    expect(await tableContentHash(folder.warehouse, stockGroupsTable)).toBe(hash);
  });

  test('that are corrected stay so when the first file comes again, and a change back is another file', async () => {
    const [first, corrected] = ['ticker,group,since\nKO,Tea,2000-01-03\n', 'ticker,group,since\nKO,Cola,2000-01-03\n'];
    await ingest(first);
    await ingest(corrected, '2024-03-10T12:00:00Z');
    await ingest(first, '2024-03-11T12:00:00Z');
    expect(await known('KO')).toEqual([['KO', '2000-01-03T00:00', 'Cola']]);
    await ingest(`${first}\n`, '2024-03-12T12:00:00Z');
    expect(await known('KO')).toEqual([['KO', '2000-01-03T00:00', 'Tea']]);
  });

  test('delivered ten times, in parallel and in any order, end in the same table', async () => {
    const texts = ['A,one,2001-01-01\nB,two,', 'A,two,2001-01-01\nB,one,', 'A,three,2002-01-01\nB,two,'];
    const keys: string[] = [];
    for (const [at, text] of texts.entries()) {
      const key = `groups/${at}.csv`;
      await objectStore.putIfAbsent(key, `ticker,group,since\n${text}\n`, { received: `2024-03-0${at + 1}T00:00:00Z` });
      keys.push(key);
    }
    const load = (key: string) => loadGroups({ warehouse: folder.warehouse, objectStore, key });
    for (const key of keys) await load(key);
    const expected = await tableContentHash(folder.warehouse, stockGroupsTable);
    const groups = await known('A', 'B');
    expect(groups).toContainEqual(['A', '2001-01-01T00:00', 'two']);
    for (const seed of [1, 2]) {
      await folder.warehouse.command('TRUNCATE TABLE stock_groups');
      const random = draws(seed);
      const deliveries = Array.from({ length: 10 }, () => keys)
        .flat()
        .map((key) => ({ key, order: random() }))
        .sort((a, b) => a.order - b.order);
      await Promise.all(deliveries.map(({ key }) => load(key)));
      expect(await tableContentHash(folder.warehouse, stockGroupsTable)).toBe(expected);
      expect(await known('A', 'B')).toEqual(groups);
    }
  });

  test('that contradict each other, or cannot be read, are set aside with the way out, and can be replayed', async () => {
    const text =
      'ticker,group,since\nKO,Cola,2000-01-03\nKO,Tea,2000-01-03\n,Cola,\nPEP,Cola,2000-02-30\nPEP,Cola\nMMM,Tape,\n';
    const { problems, ...counts } = await ingest(text);
    expect(counts).toMatchObject({ read: 6, new: 1, quarantined: 5 });
    expect(problems.map((problem) => /^(\w+): .*(line \d): (.*)$/.exec(problem)!.slice(1))).toEqual([
      [
        'GROUP_CONFLICT',
        'line 2',
        expect.stringContaining('two groups since 2000-01-03. Leave the line that is right'),
      ],
      ['GROUP_CONFLICT', 'line 3', expect.any(String)],
      ['GROUP_SYMBOL', 'line 4', expect.any(String)],
      [
        'GROUP_DATE',
        'line 5',
        'the calendar has no 2000-02-30. Write the first day that the group counts as YYYY-MM-DD.',
      ],
      ['GROUP_FIELDS', 'line 6', expect.stringContaining('2 fields where the header has 3')],
    ]);
    const quarantine = new Quarantine(folder.warehouse);
    const [entry] = await quarantine.list({ source: 'groups', symbol: 'PEP', code: 'GROUP_DATE' });
    expect(entry).toMatchObject({ payload: 'PEP,Cola,2000-02-30', state: 'open' });
    const { warehouse } = folder;
    expect(await replayGroups({ warehouse, objectStore, id: entry!.quarantine_id })).toEqual({
      state: 'open',
      reason: expect.stringContaining('ingest the corrected file'),
    });
    // An entry that older rules set aside and current ones accept.
    const taken = {
      source: 'groups',
      uri: entry!.uri,
      location: 'line 7',
      code: 'GROUP_OLD',
      message: '',
      payload: '',
    };
    await quarantine.put([{ ...taken, symbol: 'MMM' }]);
    const [old] = await quarantine.list({ code: 'GROUP_OLD' });
    expect(await replayGroups({ warehouse, objectStore, id: old!.quarantine_id })).toMatchObject({ state: 'replayed' });
    expect((await quarantine.get(old!.quarantine_id))?.state).toBe('replayed');
  });
});

test('of 1,000 damaged files every line is a group of the file or refused with a reason', () => {
  const whole = Buffer.from('ticker,group,since\nAAPL,"Phones, tablets",2007-06-29\nKO,Drinks,\nMMM,Tape,1999-01-04\n');
  for (let seed = 0; seed < 1000; seed++) {
    const { groups, refused } = parseGroups(mutate(whole, seed));
    for (const { symbol, since } of groups) {
      expect(symbol).toMatch(/^[A-Z0-9^][A-Z0-9.^=_-]*$/);
      if (since !== undefined) expect(new Date(since).toISOString().slice(0, 10)).toBe(since);
    }
    for (const { code, what } of refused)
      expect([code, what]).toEqual([expect.stringMatching(/^GROUP_/), expect.any(String)]);
  }
});

test.each([
  [
    'the sector of the usual list of constituents',
    'Symbol,Security,GICS Sector,GICS Sub-Industry,Headquarters Location,Date added,CIK,Founded\nAAA,"Alpha, Inc.",Industrials,Conglomerates,"Town, State",1957-03-04,1000001,1902\nBRK.B,Beta,Financials,Multi-Sector Holdings,"City, State",2010-02-16,1067983,1839\n',
    [
      ['AAA', 'Industrials', undefined],
      ['BRK-B', 'Financials', undefined],
    ],
  ],
  [
    'columns in any order, separated by semicolons',
    '"Since";"Industry";"Ticker"\n2001-01-02;"Food; drinks";"KO"\n',
    [['KO', 'Food; drinks', '2001-01-02']],
  ],
  [
    'the finer industry where no other is there',
    'Symbol,GICS Sub-Industry\nKO,Soft Drinks\n',
    [['KO', 'Soft Drinks', undefined]],
  ],
])('groups are read from %s', (_, text, expected) => {
  const { groups, refused } = parseGroups(Buffer.from(text));
  expect(refused).toEqual([]);
  expect(groups.map(({ symbol, group, since }) => [symbol, group, since])).toEqual(expected);
});

test('a file that is not UTF-8 or has no such columns is refused as a whole', () => {
  expect(parseGroups(Buffer.from([0xff, 0xfe, 0x41])).refused).toMatchObject([{ code: 'GROUP_ENCODING' }]);
  expect(parseGroups(Buffer.from('name,group\nA,b\n'))).toMatchObject({
    groups: [],
    refused: [{ code: 'GROUP_COLUMNS', what: expect.stringContaining('"name,group"') }],
  });
});
