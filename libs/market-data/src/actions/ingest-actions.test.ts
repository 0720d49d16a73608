import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fixedClock } from '@fm/platform';
import { weekdays } from '@fm/warehouse/testing/wave-prices';
import { corporateActionsTable, Quarantine, tableContentHash } from '@fm/warehouse';
import { ingestPrices } from '../ingest-prices.ts';
import { openDataFolder, type DataFolder } from '../testing/data-folder.ts';
import { yahooHeader } from '../testing/parsing.ts';
import { ingestActions } from './ingest-actions.ts';
import { replayActions } from './replay-actions.ts';

let folder: DataFolder;
beforeAll(async () => {
  folder = await openDataFolder();
});
afterAll(() => folder.end());

const clock = fixedClock('2024-03-09T12:00:00Z');
const ingest = (name: string, text: string) =>
  ingestActions({ warehouse: folder.warehouse, paths: [folder.write(name, text)], clock });
const splitsOf = (symbol: string) =>
  folder.warehouse.query(
    `SELECT toString(date) AS date, value, source FROM corporate_actions FINAL
     WHERE symbol = {symbol:String} AND kind = 'split' ORDER BY date, source`,
    { symbol },
  );

describe('corporate actions from files', () => {
  test('are in once, however often the file is loaded', async () => {
    const text = 'Date,Stock Splits\n2020-08-31,4:1\n2014-06-09,7:1\n2014-06-09,7:1\n';
    expect(await ingest('ONCE.csv', text)).toMatchObject({
      symbols: ['ONCE'],
      read: 3,
      new: 2,
      unchanged: 1,
      quarantined: 0,
    });
    const hash = await tableContentHash(folder.warehouse, corporateActionsTable);
    expect(await ingest('ONCE.csv', text)).toMatchObject({ read: 3, new: 0, unchanged: 3 });
    expect(await tableContentHash(folder.warehouse, corporateActionsTable)).toBe(hash);
  });

  test('that a price file said already do not count twice', async () => {
    const rows = '2024-03-06,10,11,9,10.5,10.4,1,0,0\n2024-03-07,10,11,9,10.4,10.4,1,0,2\n';
    const prices = folder.write('SAID.csv', `${yahooHeader},Dividends,Stock Splits\n${rows}`);
    await ingestPrices({ warehouse: folder.warehouse, paths: [prices], clock });
    expect(await ingest('actions/SAID.csv', 'Date,Stock Splits\n2024-03-07,2:1\n')).toMatchObject({
      new: 0,
      unchanged: 1,
    });
    expect(await splitsOf('SAID')).toEqual([{ date: '2024-03-07', value: 2, source: 'yahoo' }]);
  });

  test.each([
    ['RAWA', 1.5, 'are as traded and are not adjusted for the split of 1.5 to 1'],
    ['RAWB', 4, 'are in quarantine (SPLIT_NOT_APPLIED)'],
  ])(
    'after prices as traded of %s say what to do, and loading these again brings them to one basis',
    async (...kind) => {
      const [symbol, value, word] = kind;
      const days = weekdays('2024-01-01', 40);
      const close = (at: number) => (at < 20 ? value : 1) * (20 + (at % 5) / 4);
      const rows = days.map((day, at) => `${day},${close(at)},${close(at)},${close(at)},${close(at)},1000`);
      const prices = folder.write(`${symbol}.csv`, ['Date,Open,High,Low,Close,Volume', ...rows].join('\n'));
      await ingestPrices({ warehouse: folder.warehouse, paths: [prices], clock });
      const text = `Date,Stock Splits\n${days[20]},${value}\n`;
      const { unapplied } = await ingest(`actions/${symbol}.csv`, text);
      expect(unapplied).toEqual([expect.stringContaining(word)]);
      expect(unapplied[0]).toMatch(/Load its price files again/);
      const { problems } = await ingestPrices({ warehouse: folder.warehouse, paths: [prices], clock });
      expect(problems.map(({ code }) => code)).toEqual(['CLOSES_AS_TRADED']);
      const [range] = await folder.warehouse.query<{ low: number; high: number }>(
        'SELECT min(adj_close) AS low, max(adj_close) AS high FROM prices_latest WHERE symbol = {symbol:String}',
        { symbol },
      );
      expect(range).toEqual({ low: 20, high: 21 });
      expect(await new Quarantine(folder.warehouse).list({ source: 'prices', symbol, state: 'open' })).toEqual([]);
      expect(await ingest(`actions/${symbol}.csv`, text)).toMatchObject({ unapplied: [] });
    },
  );

  test('that contradict what is known, or each other, are set aside with the way out', async () => {
    await ingest('TWO.csv', 'Date,Stock Splits\n2020-08-31,4:1\n');
    const moved = await ingest('moved/TWO.csv', 'Date,Stock Splits\n2020-09-01,4:1\n');
    expect(moved).toMatchObject({ new: 0, quarantined: 1 });
    expect(moved.problems[0]).toMatch(
      /ACTION_CONFLICT: .*TWO\.csv line 2: the split of 4 on 2020-09-01 contradicts that of 4 on 2020-08-31 \(file\)/,
    );
    expect(await ingest('BOTH.csv', 'Date,Stock Splits\n2020-08-31,4:1\n2020-08-31,5:1\n')).toMatchObject({
      new: 0,
      quarantined: 2,
    });
    expect(await ingest('TWO.csv', 'Date,Stock Splits\n2020-08-31,1:1\n2020-09-01,4:1\n')).toMatchObject({ new: 2 });
    expect(await splitsOf('TWO')).toEqual([
      { date: '2020-08-31', value: 1, source: 'file' },
      { date: '2020-09-01', value: 4, source: 'file' },
    ]);
  });

  test('lines that cannot be used are in quarantine, and a replay takes the mended file', async () => {
    const first = await ingest('MEND.csv', 'Date,Stock Splits\n2020-08-31,four\n2014-06-09,7:1\n');
    expect(first).toMatchObject({ new: 1, quarantined: 1 });
    const [entry] = await new Quarantine(folder.warehouse).list({ symbol: 'MEND' });
    expect(entry).toMatchObject({
      source: 'corporate-actions',
      code: 'ACTION_VALUE',
      location: 'line 2',
      payload: '2020-08-31,four',
    });
    const replay = () => replayActions({ warehouse: folder.warehouse, id: entry!.quarantine_id, clock });
    expect(await replay()).toMatchObject({ state: 'open', reason: expect.stringContaining('Write a split as') });
    folder.write('MEND.csv', 'Date,Stock Splits\n2020-08-31,4:1\n2014-06-09,7:1\n');
    expect(await replay()).toEqual({ state: 'replayed', reason: '' });
    expect(await splitsOf('MEND')).toHaveLength(2);
  });
});
