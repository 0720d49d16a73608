import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { fixedClock } from '@fm/platform';
import { gunzip } from '@fm/platform/packed';
import { ingestPrices } from '../ingest-prices.ts';
import { openDataFolder, type DataFolder } from '../testing/data-folder.ts';
import { yahooHeader } from '../testing/parsing.ts';
import { maxUnpackedBytes } from './limits.ts';

let folder: DataFolder;
beforeAll(async () => {
  folder = await openDataFolder();
});
afterAll(() => folder.end());

const clock = fixedClock('2024-03-09T12:00:00Z');
const text = `${yahooHeader}\n2024-03-06,10,11,9,10.5,10.4,1000\n2024-03-07,10,11,9,10.6,10.5,1000\n`;
const ingest = (...paths: string[]) => ingestPrices({ warehouse: folder.warehouse, paths, clock });

test('a packed price file is read as the file it holds, in a folder too, and takes its symbol from the name', async () => {
  folder.write('packed/AAA.csv.gz', gzipSync(text));
  folder.write('packed/BBB.csv.gz', Buffer.concat([gzipSync(text.slice(0, 80)), gzipSync(text.slice(80))]));
  const summary = await ingest(folder.path('packed'));
  expect(summary.problems).toEqual([]);
  expect(summary.perFile.map(({ symbols, rowsNew }) => [symbols, rowsNew])).toEqual([
    [['AAA'], 2],
    [['BBB'], 2],
  ]);
  expect((await ingest(folder.write('AAA.csv', text))).perFile[0]).toMatchObject({ rowsNew: 0, rowsUnchanged: 2 });
});

test.each([
  ['cut off', gzipSync(text).subarray(0, 40), 'the gzip file is damaged'],
  ['packed twice', gzipSync(gzipSync(text)), 'not text'],
])('a packed file that is %s is refused', async (_, bytes, what) => {
  const { problems } = await ingest(folder.write('BAD.csv.gz', bytes));
  expect(problems).toMatchObject([{ code: 'FILE_BINARY', what: expect.stringContaining(what) }]);
});

test('a small file that unpacks to more than the limit is refused before it fills the memory', () => {
  const mebibyte = gzipSync(Buffer.alloc(2 ** 20));
  const bomb = Array.from({ length: maxUnpackedBytes / 2 ** 20 + 1 }, () => mebibyte);
  expect(gunzip(Buffer.concat(bomb), maxUnpackedBytes)).toMatchObject({ code: 'FILE_TOO_LARGE' });
});
