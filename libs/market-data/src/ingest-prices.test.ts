import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fixedClock } from '@fm/platform';
import { pricesTable, tableContentHash } from '@fm/warehouse';
import { ingestPrices, type IngestSummary } from './ingest-prices.ts';
import { openDataFolder, type DataFolder } from './testing/data-folder.ts';
import { yahooHeader } from './testing/parsing.ts';
import { realData, testOnRealData } from './testing/real-data.ts';

const clock = fixedClock('2024-03-09T12:00:00Z');
const days = ['2024-03-01', '2024-03-04', '2024-03-05', '2024-03-06', '2024-03-07', '2024-03-08'];

/** A good Yahoo file; `adjust` scales the adjusted close. */
function yahoo(changes: Record<string, string> = {}, from = 0, adjust = 1): string {
  const rows = days
    .slice(from)
    .map((day, at) => changes[day] ?? `${day},10,11,9,10.5,${10 * adjust},${1000 + from + at}`);
  return `${[yahooHeader, ...rows].join('\n')}\n`;
}

let folder: DataFolder;
beforeAll(async () => {
  folder = await openDataFolder();
});
afterAll(() => folder.end());

const ingest = (...paths: string[]): Promise<IngestSummary> =>
  ingestPrices({ warehouse: folder.warehouse, paths, clock });
const counts = ({ rowsRead, rowsNew, rowsRestated, rowsUnchanged, rowsQuarantined }: IngestSummary): number[] => [
  rowsRead,
  rowsNew,
  rowsRestated,
  rowsUnchanged,
  rowsQuarantined,
];
const newest = (symbol: string): Promise<unknown[]> =>
  folder.warehouse.query(
    'SELECT toString(date) AS date, close, volume, synthetic FROM prices_latest WHERE symbol = {symbol:String} ORDER BY date',
    { symbol },
  );

describe('a file', () => {
  test('is in once, however often it is loaded', async () => {
    const path = folder.write('TWICE.csv', yahoo());
    expect(counts(await ingest(path))).toEqual([6, 6, 0, 0, 0]);
    const hash = await tableContentHash(folder.warehouse, pricesTable);
    expect(counts(await ingest(path))).toEqual([6, 0, 0, 6, 0]);
    expect(await tableContentHash(folder.warehouse, pricesTable)).toBe(hash);
    expect(await newest('TWICE')).toHaveLength(6);
  });

  test('restates a day without losing what was known before, and back again', async () => {
    const first = yahoo();
    const second = yahoo({ '2024-03-05': '2024-03-05,10,11,9,10.6,10,1002' });
    await ingest(folder.write('AGAIN.csv', first));
    expect(counts(await ingest(folder.write('AGAIN.csv', second)))).toEqual([6, 0, 1, 5, 0]);
    expect((await newest('AGAIN'))[2]).toMatchObject({ close: 10.6 });
    expect(counts(await ingest(folder.write('AGAIN.csv', first)))).toEqual([6, 0, 1, 5, 0]);
    expect((await newest('AGAIN'))[2]).toMatchObject({ close: 10.5 });
    const kept = "SELECT toUInt32(count()) AS rows FROM prices FINAL WHERE symbol = 'AGAIN'";
    expect(await folder.warehouse.query(kept)).toEqual([{ rows: 7 }]);
  });

  test('with corporate actions gives them once', async () => {
    const text = `${yahooHeader},Dividends,Stock Splits\n2024-03-06,10,11,9,10.5,10.4,1,0,0\n2024-03-07,10,11,9,10.4,10.4,1,0.1,0\n`;
    const path = folder.write('PAYS.csv', text);
    await ingest(path);
    await ingest(path);
    const actions = "SELECT toString(date) AS date, kind, value FROM corporate_actions WHERE symbol = 'PAYS'";
    expect(await folder.warehouse.query(actions)).toEqual([{ date: '2024-03-07', kind: 'dividend', value: 0.1 }]);
  });

  test('that comes twice in one batch under two names is compared with itself', async () => {
    folder.write('pair/a/BOTH.csv', yahoo());
    folder.write('pair/b/BOTH.csv', yahoo({ '2024-03-08': '2024-03-08,10,11,9,10.9,10,7' }));
    expect(counts(await ingest(folder.path('pair')))).toEqual([12, 6, 1, 5, 0]);
    expect((await newest('BOTH')).at(-1)).toMatchObject({ close: 10.9 });
  });

  test('with adjusted closes on a newer basis is kept aside unless it brings the whole history', async () => {
    await ingest(folder.write('BASIS.csv', yahoo()));
    const part = await ingest(folder.write('BASIS.csv', yahoo({}, 1, 0.98)));
    expect(part.problems.map(({ code }) => code)).toEqual(['BASIS_CHANGED']);
    expect(counts(part)).toEqual([5, 0, 0, 0, 5]);
    expect(counts(await ingest(folder.write('BASIS.csv', yahoo({}, 0, 0.98))))).toEqual([6, 0, 6, 0, 0]);
  });
});

describe('a second download', () => {
  const sessions = Array.from(
    { length: 60 },
    (_, at) => new Date(Date.UTC(2023, 10, 6 + Math.floor(at / 5) * 7 + (at % 5))),
  );
  const lines = (from: number, to: number, write: (price: number) => string, dividends = 1): string =>
    [
      yahooHeader,
      ...sessions.slice(from, to).map((day, at) => {
        const price = 30 + 3 * Math.sin((from + at) / 7);
        const adjusted = write(price * dividends);
        return [day.toISOString().slice(0, 10), ...Array.from({ length: 4 }, () => write(price)), adjusted, 1000].join(
          ',',
        );
      }),
    ].join('\n');
  const exact = (price: number): string => price.toFixed(6);
  const rounded = (price: number): string => price.toFixed(2);

  test('with two decimals and on another dividend basis is kept aside', async () => {
    await ingest(folder.write('SEAM.csv', lines(0, 50, exact, 0.8)));
    const second = await ingest(folder.write('SEAM.csv', lines(25, 60, rounded, 0.73)));
    expect(second.problems.map(({ code }) => code)).toEqual(['BASIS_CHANGED']);
    expect(second.rowsQuarantined).toBe(35);
    expect(second.problems[0]!.what).toMatch(
      /not rebased, because the 25 common days fix the factor only to .* too few/,
    );
  });

  test('on another dividend basis goes in divided by the factor where that is proven, and repeating it changes nothing', async () => {
    const sharesOfClose = async (): Promise<number[]> => {
      const query = "SELECT adj_close / close AS share FROM prices_latest WHERE symbol = 'PROVEN' ORDER BY date";
      return (await folder.warehouse.query<{ share: number }>(query)).map(({ share }) => share);
    };
    await ingest(folder.write('PROVEN.csv', lines(0, 50, exact, 0.8)));
    const later = folder.write('PROVEN.csv', lines(25, 60, exact, 0.73));
    const second = await ingest(later);
    expect([second.rowsNew, second.rowsUnchanged, second.rowsQuarantined]).toEqual([10, 25, 0]);
    expect(second.problems.map(({ code, severity }) => [code, severity])).toEqual([['BASIS_REBASED', 'warning']]);
    const shares = await sharesOfClose();
    expect(shares).toHaveLength(60);
    for (const share of shares) expect(Math.abs(share / 0.8 - 1)).toBeLessThan(1e-6);
    const hash = await tableContentHash(folder.warehouse, pricesTable);
    expect((await ingest(later)).rowsUnchanged).toBe(35);
    const third = await ingest(folder.write('PROVEN.csv', lines(52, 60, exact, 0.7)));
    expect([third.rowsNew, third.rowsQuarantined]).toEqual([0, 0]);
    expect(await tableContentHash(folder.warehouse, pricesTable)).toBe(hash);
  });

  test('whose closes are on another basis too is kept aside with the reason', async () => {
    await ingest(folder.write('SPLITS.csv', lines(0, 50, exact, 0.8)));
    const halved = lines(25, 60, (price) => (price / 1.2).toFixed(6), 0.73);
    const second = await ingest(folder.write('SPLITS.csv', halved));
    expect(second.problems.map(({ code, what }) => [code, what.split('because ')[1]])).toEqual([
      ['BASIS_CHANGED', 'the closes differ too'],
    ]);
    expect(second.rowsNew).toBe(0);
  });

  test('with two decimals and on the same basis goes in', async () => {
    await ingest(folder.write('SAME.csv', lines(0, 50, exact, 0.8)));
    const second = await ingest(folder.write('SAME.csv', lines(25, 60, rounded, 0.8)));
    expect([second.problems, second.rowsQuarantined, second.rowsNew]).toEqual([[], 0, 10]);
  });
});

test('a file of one fault in every row is one entry in quarantine, for the whole file', async () => {
  const rows = Array.from({ length: 50 }, (_, at) => `day ${at},10,11,9,10.5,10,1000`);
  const summary = await ingest(folder.write('FORM.csv', [yahooHeader, ...rows].join('\n')));
  expect(counts(summary)).toEqual([50, 0, 0, 0, 50]);
  expect(summary.problems.map(({ code, rows }) => [code, rows])).toEqual([['DATE_UNREADABLE', 50]]);
  const kept = "SELECT location, symbol FROM quarantine FINAL WHERE uri LIKE '%/FORM.csv'";
  expect(await folder.warehouse.query(kept)).toEqual([{ location: 'file', symbol: 'FORM' }]);
});

describe('a file that continues a history', () => {
  const later = (price: number): string =>
    [
      yahooHeader,
      ...days.slice(4).map((day) => `${day},${price},${price + 1},${price - 1},${price},${price},1000`),
    ].join('\n');

  test('goes in where its prices follow', async () => {
    await ingest(folder.write('NEXT.csv', yahoo().split('\n').slice(0, 5).join('\n')));
    expect(counts(await ingest(folder.write('NEXT.csv', later(10))))).toEqual([2, 2, 0, 0, 0]);
  });

  test('is kept aside where they step by more than 40 %: it is on another basis', async () => {
    await ingest(folder.write('STEP.csv', yahoo().split('\n').slice(0, 5).join('\n')));
    const summary = await ingest(folder.write('STEP.csv', later(40)));
    expect(summary.problems.map(({ code }) => code)).toEqual(['BASIS_CHANGED']);
    expect(counts(summary)).toEqual([2, 0, 0, 0, 2]);
  });
});

describe('generated data', () => {
  test('carries the mark of its folder and never mixes with real prices of a symbol', async () => {
    folder.write('made/SYNTHETIC.json', '{"synthetic":true}');
    const made = folder.write('made/deep/MADE.csv', yahoo());
    expect(await ingest(made)).toMatchObject({ synthetic: true, rowsNew: 6 });
    expect((await newest('MADE'))[0]).toMatchObject({ synthetic: true });
    const real = await ingest(folder.write('MADE.csv', yahoo()));
    expect(real.problems.map(({ code }) => code)).toEqual(['SYNTHETIC_MIX']);
    expect(real.rowsQuarantined).toBe(6);
    expect((await newest('MADE'))[0]).toMatchObject({ synthetic: true });
  });
});

describe('a batch with bad files', () => {
  test('names file, line and remedy of each, and has the good rows in', async () => {
    folder.write('bad/EMPTY.csv', '');
    folder.write('bad/HEADER.csv', `${yahooHeader}\n`);
    folder.write('bad/COLUMN.csv', yahoo().replace('Close,Adj', 'Cluse,Adj'));
    folder.write('bad/NUMBER.csv', yahoo({ '2024-03-05': '2024-03-05,ten,11,9,10.5,10,1' }));
    folder.write('bad/FEBRUARY.csv', yahoo({ '2024-03-05': '2024-02-30,10,11,9,10.5,10,1' }));
    folder.write('bad/FUTURE.csv', yahoo({ '2024-03-08': '2031-03-08,10,11,9,10.5,10,1' }));
    folder.write('bad/DOUBLE.csv', yahoo({ '2024-03-05': '2024-03-04,10,11,9,10.4,10,1' }));
    folder.write('bad/HIGHLOW.csv', yahoo({ '2024-03-05': '2024-03-05,10,8,9,10.5,10,1' }));
    folder.write('bad/VOLUME.csv', yahoo({ '2024-03-05': '2024-03-05,10,11,9,10.5,10,-5' }));
    folder.write('bad/WIDE.csv', Buffer.from(yahoo(), 'utf16le'));
    folder.write('bad/LINE.csv', yahoo({ '2024-03-05': 'x'.repeat(300_000) }));
    folder.write('bad/JSON.json', '{"chart":');
    folder.write('bad/GOOD.csv', yahoo());
    mkdirSync(folder.path('bad/none'), { recursive: true });
    const summary = await ingest(folder.path('bad'), folder.path('bad/none'), folder.path('absent.csv'));
    const named = summary.problems.map(
      ({ file, line, code }) => `${file.slice(folder.path('x').length - 1)}:${line} ${code}`,
    );
    expect(named.sort()).toEqual([
      'absent.csv:undefined FILE_UNREADABLE',
      'bad/COLUMN.csv:1 COLUMN_MISSING',
      'bad/DOUBLE.csv:3 DUPLICATE_DATE',
      'bad/EMPTY.csv:undefined FILE_EMPTY',
      'bad/FEBRUARY.csv:4 DATE_IMPOSSIBLE',
      'bad/FUTURE.csv:7 DATE_IN_FUTURE',
      'bad/HEADER.csv:1 FILE_WITHOUT_ROWS',
      'bad/HIGHLOW.csv:4 HIGH_BELOW_PRICES',
      'bad/JSON.json:undefined JSON_UNREADABLE',
      'bad/LINE.csv:4 LINE_TOO_LONG',
      'bad/NUMBER.csv:4 NUMBER_UNREADABLE',
      'bad/VOLUME.csv:4 VOLUME_NEGATIVE',
      'bad/WIDE.csv:undefined FILE_ENCODING',
      'bad/none:undefined FOLDER_EMPTY',
    ]);
    expect(
      summary.problems.every(({ severity, remedy, what }) => severity === 'error' && remedy !== '' && what !== ''),
    ).toBe(true);
    const rows = Object.fromEntries(summary.perFile.map((file) => [file.symbols[0] ?? file.file, file.rowsNew]));
    expect(rows).toMatchObject({
      NUMBER: 5,
      FEBRUARY: 5,
      FUTURE: 5,
      DOUBLE: 4,
      HIGHLOW: 5,
      VOLUME: 5,
      LINE: 5,
      GOOD: 6,
    });
    const { rowsRead, rowsNew, rowsQuarantined } = summary;
    expect([rowsRead, rowsNew, rowsQuarantined]).toEqual([48, 40, 8]);
  });

  test('keeps every one of them in quarantine once, with what is needed to read it again', async () => {
    await ingest(folder.path('bad'));
    const sql = `SELECT code, location, payload FROM quarantine FINAL
      WHERE uri LIKE '%/bad/%' AND source = 'prices' ORDER BY uri, location`;
    const kept = await folder.warehouse.query<{ code: string; location: string; payload: string }>(sql);
    expect(kept.map(({ code }) => code)).toHaveLength(13);
    expect(kept.find(({ code }) => code === 'VOLUME_NEGATIVE')).toEqual({
      code: 'VOLUME_NEGATIVE',
      location: 'line 4',
      payload: `${yahooHeader}\n2024-03-05,10,11,9,10.5,10,-5`,
    });
  });

  test('is an error when there is no file at all', async () => {
    mkdirSync(folder.path('nothing'), { recursive: true });
    await expect(ingest(folder.path('nothing'))).rejects.toMatchObject({ code: 'INGEST_NO_FILES', kind: 'usage' });
    await expect(ingest(folder.path('not-there'))).rejects.toThrow(/not-there/);
  });
});

describe('an ingest', () => {
  test('tells its progress file by file and logs each file', async () => {
    folder.write('steps/ONE.csv', yahoo());
    folder.write('steps/TWO.csv', yahoo());
    const seen: string[] = [];
    await ingestPrices({
      warehouse: folder.warehouse,
      paths: [folder.path('steps')],
      clock,
      onProgress: ({ filesDone, filesTotal, rows }) => seen.push(`${filesDone}/${filesTotal} ${rows}`),
    });
    expect(seen).toEqual(['1/2 6', '2/2 12']);
    const log = "SELECT rows_read, rows_new, status FROM ingest_log FINAL WHERE uri LIKE '%/steps/%' ORDER BY uri";
    const entry = { rows_read: 6, rows_new: 6, status: 'loaded' };
    expect(await folder.warehouse.query(log)).toEqual([entry, entry]);
  });

  test('stops between files when it is told to', async () => {
    const stop = new AbortController();
    const running = ingestPrices({
      warehouse: folder.warehouse,
      paths: [folder.path('steps')],
      clock,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(running).rejects.toThrow(/abort/);
  });

  testOnRealData('takes every recorded chart response through the same door', async () => {
    const summary = await ingestPrices({
      warehouse: folder.warehouse,
      paths: [join(realData, 'api-responses/yahoo-chart')],
      clock: fixedClock('2025-03-01T00:00:00Z'),
    });
    expect(counts(summary)).toEqual([305, 305, 0, 0, 0]);
    expect(summary.problems.map(({ code }) => code).sort()).toEqual(['CHART_LENGTHS', 'CHART_LENGTHS', 'NOT_A_CHART']);
    const sql =
      "SELECT symbol, kind, toUInt32(count()) AS events FROM corporate_actions WHERE symbol IN ('AAPL', 'MSFT') GROUP BY ALL ORDER BY ALL";
    expect(await folder.warehouse.query(sql)).toEqual([
      { symbol: 'AAPL', kind: 'dividend', events: 1 },
      { symbol: 'AAPL', kind: 'split', events: 1 },
      { symbol: 'MSFT', kind: 'dividend', events: 4 },
    ]);
  });

  testOnRealData('has all 179,335 rows of the 30 real files in', async () => {
    const summary = await ingest(join(realData, 'prices/yahoo-csv'));
    // The two AAPL and MSFT responses above have 302 of these days, in single precision.
    const { rowsRead, rowsNew, rowsRestated, rowsUnchanged, rowsQuarantined } = summary;
    expect([rowsRead, rowsNew + rowsRestated + rowsUnchanged, rowsQuarantined]).toEqual([179_335, 179_335, 0]);
    const check = `SELECT toUInt32(count()) AS rows, round(sum(close), 4) AS closes FROM prices_latest WHERE symbol = 'AAPL'`;
    const [aapl] = await folder.warehouse.query<{ rows: number; closes: number }>(check);
    expect(aapl!.rows).toBe(6084);
    const infile = `SELECT round(sum(Close), 4) AS closes FROM file({path:String}, 'CSVWithNames')
      SETTINGS input_format_skip_unknown_fields = 1`;
    const [own] = await folder.warehouse.query<{ closes: number }>(infile, {
      path: join(realData, 'prices/yahoo-csv/AAPL.csv'),
    });
    expect(aapl!.closes).toBe(own!.closes);
  });
});
