import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import { Zip, ZipDeflate, type Zippable, zipSync } from 'fflate';
import type { PathProblem } from '../find-files.ts';
import { readFiles } from '../read-files.ts';
import { fileThatHolds } from './file-that-holds.ts';
import { readOnePacked } from './read-packed.ts';
import { entriesStated, unzipEach } from './unzip-each.ts';

const root = mkdtempSync(join(tmpdir(), 'fm-packed-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const write = (name: string, bytes: Uint8Array): string => {
  writeFileSync(join(root, name), bytes);
  return join(root, name);
};
const text = (content: string) => Buffer.from(content);
const maxBytes = 1000;

function read(...paths: string[]) {
  const problems: PathProblem[] = [];
  const { total, files } = readFiles(paths, { extensions: ['.csv'], maxBytes, onProblem: (own) => problems.push(own) });
  const found = [...files].map(({ path, name, bytes }) => [path.slice(root.length + 1), name, bytes.toString()]);
  return { total, found, problems: problems.map(({ code, path, what }) => [code, path.slice(root.length + 1), what]) };
}

describe('packed files', () => {
  test('gzip and zip are read as what they hold, by their first bytes, and of an archive the wanted files only', () => {
    const archive: Zippable = {
      'us/b.csv': text('b'),
      'c.CSV.gz': gzipSync('c'),
      'readme.md': text('no'),
      '.hidden.csv': text('no'),
      '__MACOSX/us/._b.csv': text('no'),
      '../../d.csv': text('d'),
    };
    const paths = [
      write('a.csv.gz', gzipSync('a')),
      write('all.zip', zipSync(archive)),
      write('named-wrongly.csv', gzipSync('e')),
    ];
    expect(read(...paths)).toEqual({
      total: 8,
      found: [
        ['a.csv.gz', 'a.csv', 'a'],
        ['all.zip/us/b.csv', 'b.csv', 'b'],
        ['all.zip/c.CSV.gz', 'c.CSV', 'c'],
        ['all.zip/d.csv', 'd.csv', 'd'],
        ['named-wrongly.csv', 'named-wrongly.csv', 'e'],
      ],
      problems: [],
    });
    expect(read(root).found).toHaveLength(5);
  });

  test('a file of an archive that is too large or damaged does not keep the others from being read', () => {
    const path = write(
      'some.zip',
      zipSync({
        'big.csv': Buffer.alloc(maxBytes + 1),
        'bomb.csv.gz': gzipSync(Buffer.alloc(maxBytes + 1)),
        'cut.csv.gz': gzipSync('x').subarray(0, 12),
        'fits.csv': Buffer.alloc(maxBytes, 0x61),
      }),
    );
    const { found, problems } = read(path);
    expect(found).toEqual([['some.zip/fits.csv', 'fits.csv', 'a'.repeat(maxBytes)]]);
    expect(problems).toEqual([
      ['FILE_TOO_LARGE', 'some.zip/big.csv', 'the file of the zip archive holds more than 1000 bytes'],
      ['FILE_TOO_LARGE', 'some.zip/bomb.csv.gz', 'the gzip file holds more than 1000 bytes'],
      ['FILE_UNREADABLE', 'some.zip/cut.csv.gz', expect.stringContaining('the gzip file is damaged')],
    ]);
  });

  const whole = zipSync({ 'a.csv': text('one'), 'b.csv': text('two') }, { level: 0 });
  test.each([
    ['that is cut off in its list', whole.subarray(0, -30), 'its list of files is missing'],
    ['of which a file is missing', withoutSecondFile(whole), 'its list of files is of other files'],
    ['without a wanted file', zipSync({ 'a.txt': text('x') }), 'holds no file that can be read here'],
    ['with a method that nobody knows', withMethod(whole, 77), 'damaged or encrypted'],
  ])('an archive %s is reported', (_, bytes, what) => {
    expect(read(write('odd.zip', bytes)).problems).toEqual([
      ['FILE_UNREADABLE', 'odd.zip', expect.stringContaining(what)],
    ]);
  });

  test('what comes out of a file that is too large is not kept', () => {
    const mebibytes = 512;
    const archive = zeros(mebibytes);
    expect(archive.length).toBeLessThan(4 * 2 ** 20);
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    function* watched(): Generator<Uint8Array> {
      for (let at = 0; at < archive.length; at += 2 ** 14) {
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
        yield archive.subarray(at, at + 2 ** 14);
      }
    }
    const options = { isWanted: () => true, maxEntryBytes: 2 ** 20 };
    const found = [...unzipEach(watched(), entriesStated(archive), options)];
    expect(found).toMatchObject([{ code: 'FILE_TOO_LARGE', name: 'zeros.csv' }]);
    expect(most).toBeLessThan((mebibytes / 2) * 2 ** 20);
  });

  test('an archive larger than the limit of a file is read file by file', () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`f${at}.csv`, Buffer.alloc(900, at)]));
    const path = write('many.zip', zipSync(many, { level: 0 }));
    expect(read(path).found).toHaveLength(300);
  });

  test('where one file is wanted, an archive of several is refused and names them', () => {
    const one = write('one.zip', zipSync({ 'x.csv': text('x'), 'note.txt': text('n') }));
    expect(readOnePacked(one, maxBytes, ['.csv'])).toMatchObject({ name: 'x.csv', path: `${one}/x.csv` });
    const two = write('two.zip', zipSync({ 'x.csv': text('x'), 'y.csv': text('y') }));
    expect(() => readOnePacked(two, maxBytes, ['.csv'])).toThrow(
      expect.objectContaining({ code: 'ARCHIVE_OF_SEVERAL', what: expect.stringContaining('x.csv and y.csv') }),
    );
  });

  test('the file that holds a file of an archive is the archive, and one that is gone is held by none', () => {
    const path = write('holds.zip', zipSync({ 'x.csv': text('x') }));
    expect([fileThatHolds(`${path}/us/x.csv`), fileThatHolds(path)]).toEqual([path, path]);
    expect([fileThatHolds(join(root, 'gone.zip/x.csv')), fileThatHolds(root)]).toEqual([undefined, undefined]);
  });
});

/** An archive with one file of zeros, whose header does not state its size. */
function zeros(mebibytes: number): Buffer {
  const pieces: Uint8Array[] = [];
  const zip = new Zip((_, piece) => pieces.push(piece));
  const file = new ZipDeflate('zeros.csv', { level: 1 });
  zip.add(file);
  for (let at = 1; at <= mebibytes; at++) file.push(new Uint8Array(2 ** 20), at === mebibytes);
  zip.end();
  return Buffer.concat(pieces);
}

/** The list of files still names both. */
function withoutSecondFile(archive: Uint8Array): Uint8Array {
  const bytes = Buffer.from(archive);
  const second = bytes.indexOf(Buffer.from([0x50, 0x4b, 3, 4]), 4);
  const list = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  return Buffer.concat([bytes.subarray(0, second), bytes.subarray(list)]);
}

function withMethod(archive: Uint8Array, method: number): Uint8Array {
  const bytes = Buffer.from(archive);
  bytes.writeUInt16LE(method, 8);
  return bytes;
}
