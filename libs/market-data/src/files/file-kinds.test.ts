import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { localObjectStore } from '@fm/object-store';
import { fixedClock } from '@fm/platform';
import { Quarantine } from '@fm/warehouse';
import { zipSync } from 'fflate';
import { ingestPrices } from '../ingest-prices.ts';
import { openDataFolder, type DataFolder } from '../testing/data-folder.ts';
import { replayQuarantined } from '../replay-quarantined.ts';
import { unzip } from './unzip.ts';

let folder: DataFolder;
beforeAll(async () => {
  folder = await openDataFolder();
});
afterAll(() => folder.end());

const clock = fixedClock('2024-03-09T12:00:00Z');
const ingest = (...paths: string[]) => ingestPrices({ warehouse: folder.warehouse, paths, clock });
const text = (close: number) =>
  `Date,Open,High,Low,Close,Adj Close,Volume\n2024-03-06,${close},${close + 1},${close - 1},${close},${close},1000\n`;
const bytesOf = (content: string) => Buffer.from(content);

/** An archive that ends after its first file, whole as that is. */
const untilTheSecondFile = (archive: Uint8Array) =>
  archive.subarray(0, Buffer.from(archive).indexOf(Buffer.from([0x50, 0x4b, 3, 4]), 4));

/** Each kind of file: its name, its content, and the symbols that are loaded or the code of what is refused. */
const kinds: readonly [kind: string, name: string, content: string | Uint8Array, outcome: string | string[]][] = [
  ['Yahoo CSV', 'AAA.csv', text(10), ['AAA']],
  ['long, Name (Kaggle)', 'all.csv', 'date,open,high,low,close,volume,Name\n2024-03-06,30,31,29,30.5,9,KB\n', ['KB']],
  ['long, ticker', 'a.csv', 'date,ticker,close\n2024-03-06,KC,30\n', ['KC']],
  ['long, Symbol', 'b.csv', 'Date,Symbol,Close\n2024-03-06,KD,30\n', ['KD']],
  ['long, Ticker', 'c.csv', 'Date,Ticker,Close\n2024-03-06,KE,30\n', ['KE']],
  ['long, index of pandas', 'd.csv', ',Date,Symbol,Close\n0,2024-03-06,KF,10\n', ['KF']],
  ['days as index of pandas', 'KG.csv', ',Open,Close\n2024-03-06,9,10\n', ['KG']],
  ['wide', 'wide.csv', 'Date,KH,KI\n2024-03-06,10,20\n', ['KH', 'KI']],
  [
    'yfinance, three lines of names',
    'yf.csv',
    'Price,Close,Close\nTicker,KJ,KK\nDate,,\n2024-03-06,10,20\n',
    ['KJ', 'KK'],
  ],
  ['Nasdaq', 'KL.csv', 'Date,Close/Last,Volume,Open,High,Low\n03/13/2023,$10.50,1000,$10.00,$11.00,$9.00\n', ['KL']],
  [
    'Alpha Vantage',
    'KM.csv',
    'timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient\n2024-03-06,10,11,9,10.5,10.4,1000,0.0,1.0\n',
    ['KM'],
  ],
  [
    'Tiingo',
    'KN.csv',
    'date,close,high,low,open,volume,adjClose,adjHigh,adjLow,adjOpen,adjVolume,divCash,splitFactor\n2024-03-06T00:00:00.000Z,10.5,11,9,10,1000,10.4,11,9,10,1000,0.0,1.0\n',
    ['KN'],
  ],
  ['Polygon', 'e.csv', 'ticker,v,vw,o,c,h,l,date,n\nKO,1000,10.4,10,10.5,11,9,2024-03-06,77\n', ['KO']],
  [
    'investing.com',
    'KP Historical Data.csv',
    '"Date","Price","Open","High","Low","Vol.","Change %"\n"03/13/2023","1,010.50","1,000.00","1,100.00","900.00","12.5M","0.5%"\n',
    ['KP'],
  ],
  ['decimal commas', 'KQ.csv', 'Date;Open;High;Low;Close;Volume\n31.01.2023;10,0;11,25;9,5;10,5;1.000.000\n', ['KQ']],
  ['days decided by the file', 'KR.csv', 'Date,Close\n01/02/2024,10\n25/01/2024,10\n', ['KR']],
  ['days that can be read both ways', 'KS.csv', 'Date,Close\n01/02/2024,10\n01/03/2024,10\n', 'DATE_AMBIGUOUS'],
  ['gzip', 'KT.csv.gz', gzipSync(text(10)), ['KT']],
  ['gzip, damaged', 'KU.csv.gz', gzipSync(text(10)).subarray(0, 40), 'FILE_BINARY'],
  [
    'zip with files, hidden ones and others',
    'prices.zip',
    zipSync({
      'us/KV.csv': bytesOf(text(10)),
      '../KW.csv.gz': gzipSync(text(20)),
      '__MACOSX/us/._KV.csv': bytesOf('x'),
      'us/.KX.csv': bytesOf(text(1)),
      'readme.md': bytesOf('# x'),
    }),
    ['KV', 'KW'],
  ],
  ['zip without a price file', 'book.zip', zipSync({ 'xl/a.xml': bytesOf('<a/>') }), 'FILE_BINARY'],
  ['zip, cut off', 'cut.zip', zipSync({ 'KY.csv': bytesOf(text(10).repeat(50)) }).subarray(0, 90), 'FILE_BINARY'],
  [
    'zip, cut off between two files',
    'half.zip',
    untilTheSecondFile(zipSync({ 'KY.csv': bytesOf(text(10)), 'KZ.csv': bytesOf(text(20)) })),
    'FILE_BINARY',
  ],
  ['zip in a zip', 'two.zip', zipSync({ 'KZ.csv': zipSync({ 'KZ.csv': bytesOf(text(10)) }) }), 'FILE_BINARY'],
  ['UTF-16', 'LA.csv', Buffer.from(`\ufeff${text(10)}`, 'utf16le'), 'FILE_ENCODING'],
  ['empty', 'LB.csv', '', 'FILE_EMPTY'],
  ['cut Arrow', 'LD.arrow', Buffer.concat([bytesOf('ARROW1\0\0'), Buffer.alloc(40, 255)]), 'FILE_BINARY'],
  ['not Parquet', 'LC.parquet', Buffer.concat([bytesOf('PAR1'), Buffer.alloc(20, 7)]), 'FILE_BINARY'],
];

describe('the kind of a file and its outcome', () => {
  test.each(kinds)('%s is as the table says', async (_, name, content, outcome) => {
    const { symbols, problems, rowsNew } = await ingest(folder.write(name, content));
    if (typeof outcome === 'string') expect([rowsNew, problems[0]?.code]).toEqual([0, outcome]);
    else expect([symbols, problems.filter(({ severity }) => severity === 'error')]).toEqual([outcome, []]);
  });

  const parquet: readonly [string, string, string, string[]][] = [
    ['long', 'f.parquet', `SELECT toDate('2024-03-06') AS Date, 'PA' AS Symbol, 10.5 AS Close, 1000 AS Volume`, ['PA']],
    ['named after its stock', 'PB.parquet', `SELECT toDate32('2024-03-06') AS Date, 10.5 AS Close`, ['PB']],
    [
      'wide',
      'g.parquet',
      `SELECT toDateTime64('2024-03-06 00:00:00', 3, 'UTC') AS Date, 1.5 AS PC, 2.5 AS PD`,
      ['PC', 'PD'],
    ],
    [
      'of yfinance, with columns of two levels',
      'h.parquet',
      `SELECT 10.5 AS \`('Close', 'PE')\`, 20.5 AS \`('Close', 'PF')\`, toDate('2024-03-06') AS Date`,
      ['PE', 'PF'],
    ],
  ];
  test.each(parquet)('Parquet %s, is read as the CSV with the same table', async (_, name, sql, symbols) => {
    const path = folder.write(name, await folder.warehouse.queryBytes(sql, 'Parquet'));
    const summary = await ingest(path);
    expect([summary.symbols, summary.rowsQuarantined]).toEqual([symbols, 0]);
    expect((await ingest(path)).rowsUnchanged).toBe(symbols.length);
  });

  const arrow: readonly [string, string, string, string, string][] = [
    ['with buffers packed by LZ4', 'm.feather', 'Arrow', 'lz4_frame', 'AM'],
    ['with buffers packed by Zstandard', 'n.arrow', 'Arrow', 'zstd', 'AN'],
    ['with plain buffers', 'o.arrow', 'Arrow', 'none', 'AO'],
    ['as a stream', 'p.arrow', 'ArrowStream', 'lz4_frame', 'AP'],
  ];
  test.each(arrow)('Arrow %s, is read as the CSV with the same table', async (_, name, format, packing, symbol) => {
    // Long enough for several blocks of LZ4 that reach back into those before.
    const table = `SELECT addDays(toDate32('2000-03-06'), number + 2 * intDiv(number, 5)) AS Date, '${symbol}' AS Symbol,
      round(10 + sin(number), 4) AS Close, toInt64(1000 + number % 7) AS Volume FROM numbers(6000)`;
    const days = `SELECT * FROM (${table}) WHERE Date < '2020-01-01' ORDER BY Date`;
    const settings = `SETTINGS output_format_arrow_compression_method = '${packing}'`;
    const csv = await ingest(folder.write('same.csv', await folder.warehouse.queryBytes(days, 'CSVWithNames')));
    expect(csv.rowsNew).toBeGreaterThan(5000);
    const summary = await ingest(folder.write(name, await folder.warehouse.queryBytes(`${days} ${settings}`, format)));
    expect(summary).toMatchObject({ symbols: [symbol], rowsNew: 0, rowsUnchanged: csv.rowsNew, rowsQuarantined: 0 });
  });

  test('a file of an archive is logged under the archive, and a folder with archives is read', async () => {
    const archive = folder.write('packed/q.zip', zipSync({ 'QA.csv': bytesOf(text(10)), 'QB.csv': bytesOf(text(20)) }));
    const { perFile } = await ingest(folder.path('packed'));
    expect(perFile.map(({ file }) => file)).toEqual([`${archive}/QA.csv`, `${archive}/QB.csv`]);
  });

  test('a file of an archive that was refused is replayed from the archive', async () => {
    const { warehouse } = folder;
    const archive = (content: string) => folder.write('later.zip', zipSync({ 'QD.csv': bytesOf(content) }));
    await ingest(archive('Date,Close\n01/02/2024,10\n01/03/2024,10\n'));
    const [entry] = await new Quarantine(warehouse).list({ file: 'QD.csv', state: 'open' });
    archive(text(10));
    const id = entry?.quarantine_id ?? '';
    const objectStore = localObjectStore(folder.path('objects'));
    expect(await replayQuarantined({ warehouse, objectStore, id, clock })).toMatchObject({ state: 'replayed' });
  });

  test('an archive with the marker of generated data holds no real prices', async () => {
    const path = folder.write('made.zip', zipSync({ 'QC.csv': bytesOf(text(10)), 'SYNTHETIC.json': bytesOf('{}') }));
    expect((await ingest(path)).synthetic).toBe(true);
  });

  test('a small archive that unpacks to more than the limit is refused, whatever it says of its sizes', () => {
    const half = new Uint8Array(2 ** 19 + 1);
    const bomb = zipSync({ 'A.csv': half, 'B.csv': half });
    expect(bomb.length).toBeLessThan(4096);
    // The sizes in both headers of a file follow its checksum.
    for (let at = bomb.indexOf(0x50); at !== -1; at = bomb.indexOf(0x50, at + 1)) {
      const place = bomb[at + 2] === 3 ? 22 : bomb[at + 2] === 1 ? 24 : 0;
      if (bomb[at + 1] === 0x4b && place > 0) bomb.set([1, 0, 0, 0], at + place);
    }
    expect(unzip(Buffer.from(bomb), () => true, 2 ** 20)).toMatchObject({ code: 'FILE_TOO_LARGE' });
    expect(unzip(Buffer.from(bomb), (name) => name === 'A.csv', 2 ** 20)).toMatchObject({
      entries: [{ name: 'A.csv' }],
    });
  });
});
