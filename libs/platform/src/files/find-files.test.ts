import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findFiles, findSomeFiles, hasExtension } from './find-files.ts';
import { readPlainFile } from './read-plain-file.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'fm-walk-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const at = (...parts: string[]) => join(root, ...parts);
const find = (...paths: string[]) => findFiles(paths, hasExtension(['.csv', '.json']));
const codes = (found: ReturnType<typeof find>) => found.problems.map(({ code, path }) => `${code} ${path}`);

function put(...parts: string[]): string {
  mkdirSync(at(...parts.slice(0, -1)), { recursive: true });
  writeFileSync(at(...parts), '');
  return at(...parts);
}

describe('the files of a folder', () => {
  test('are those with the extensions, sorted, hidden ones left out, in any depth', () => {
    const wanted = [put('a.csv'), put('b', 'c', 'd.JSON'), put('z.CSV')];
    put('b', 'e.txt');
    put('.hidden.csv');
    put('.git', 'f.csv');
    expect(find(root)).toEqual({ files: wanted, problems: [] });
  });

  test('are found through links to files and to folders', () => {
    const there = put('there', 'a.csv');
    mkdirSync(at('here'));
    symlinkSync(at('there'), at('here', 'linked'));
    symlinkSync(there, at('here', 'b.csv'));
    expect(find(at('here'))).toEqual({ files: [at('here', 'b.csv'), at('here', 'linked', 'a.csv')], problems: [] });
  });

  test('are found once where links lead back', () => {
    put('a', 'b', 'x.csv');
    symlinkSync(root, at('a', 'b', 'loop'));
    symlinkSync(at('a'), at('a', 'b', 'up'));
    symlinkSync(at('self'), at('self'));
    expect(find(root)).toEqual({ files: [at('a', 'b', 'x.csv')], problems: [] });
  });

  test('are found beside links that lead nowhere, which are named', () => {
    const wanted = put('a.csv');
    symlinkSync(at('gone.csv'), at('b.csv'));
    symlinkSync(at('c.csv'), at('c.csv'));
    const found = find(root);
    expect([found.files, codes(found)]).toEqual([
      [wanted],
      [`PATH_DANGLING ${at('b.csv')}`, `PATH_DANGLING ${at('c.csv')}`],
    ]);
  });

  test('are never pipes, sockets or devices, which are named', async () => {
    const wanted = put('a.csv');
    execFileSync('mkfifo', [at('pipe.csv')]);
    symlinkSync('/dev/zero', at('zero.csv'));
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(at('socket.csv'), resolve));
    const found = find(root);
    server.close();
    expect([found.files, codes(found)]).toEqual([
      [wanted],
      ['pipe', 'socket', 'zero'].map((name) => `PATH_NOT_A_FILE ${at(`${name}.csv`)}`),
    ]);
    expect(codes(find(at('pipe.csv'), '/dev/zero'))).toEqual([
      `PATH_NOT_A_FILE ${at('pipe.csv')}`,
      'PATH_NOT_A_FILE /dev/zero',
    ]);
  });

  (process.getuid?.() === 0 ? test.skip : test)('are found beside a folder that may not be read (not as root)', () => {
    const wanted = put('a.csv');
    put('closed', 'b.csv');
    chmodSync(at('closed'), 0);
    const found = find(root);
    chmodSync(at('closed'), 0o700);
    expect([found.files, codes(found)]).toEqual([[wanted], [`PATH_UNREADABLE ${at('closed')}`]]);
  });
});

test('a path that is not there does not keep the others from being read', () => {
  const wanted = put('a.csv');
  const found = find(at('absent'), wanted);
  expect([found.files, codes(found)]).toEqual([[wanted], [`PATH_UNREADABLE ${at('absent')}`]]);
});

test('a file that is named itself needs no extension, and one that is named twice is read once', () => {
  const file = put('prices');
  expect(find(file, file, root)).toEqual({
    files: [file],
    problems: [expect.objectContaining({ code: 'PATH_EMPTY' })],
  });
});

test('where no path leads to a file, the first problem is a wrong use', () => {
  expect(() => findSomeFiles([at('absent'), root], ['.json'])).toThrow(/^PATH_UNREADABLE.*absent.*Give \.json files/);
  expect(() => findSomeFiles([root], ['.pdf', '.txt'])).toThrow(/^PATH_EMPTY.*Give \.pdf or \.txt files/);
});

describe('reading a file', () => {
  test('gives its bytes', () => {
    writeFileSync(at('a'), 'abc');
    expect(readPlainFile(at('a'), 3).toString()).toBe('abc');
  });

  test.each<[string, () => string, string]>([
    ['that is not there', () => at('absent'), 'FILE_UNREADABLE'],
    ['that is a folder', () => root, 'FILE_UNREADABLE'],
    ['that never ends', () => '/dev/zero', 'FILE_UNREADABLE'],
    ['that is longer than allowed', () => (writeFileSync(at('long'), 'abcd'), at('long')), 'FILE_TOO_LARGE'],
  ])('%s is an error with its place', (_, path, code) => {
    const where = path();
    expect(() => readPlainFile(where, 3)).toThrow(expect.objectContaining({ code, where }));
  });

  test('a pipe into which nobody writes is not waited for', () => {
    execFileSync('mkfifo', [at('pipe')]);
    expect(() => readPlainFile(at('pipe'), 3)).toThrow(expect.objectContaining({ code: 'FILE_UNREADABLE' }));
  });
});
