import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { filesUnder } from './files.ts';

const folder = mkdtempSync(join(tmpdir(), 'fm-files-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a folder gives the files of the kind below it, sorted; hidden ones and others are left out', () => {
  mkdirSync(join(folder, 'deep'));
  for (const name of ['b.JSON', 'deep/a.json', 'note.txt', '.hidden.json']) writeFileSync(join(folder, name), '');
  expect(filesUnder([folder, join(folder, 'note.txt')], ['.json'])).toEqual(
    ['b.JSON', 'deep/a.json', 'note.txt'].map((name) => join(folder, name)),
  );
});

test('a path that is not there and a folder without such files are wrong use', () => {
  expect(() => filesUnder([join(folder, 'absent')], ['.json'])).toThrow(/^PATH_UNREADABLE.*absent.*Give \.json files/);
  expect(() => filesUnder([folder], ['.pdf', '.xbrl'])).toThrow(
    /^PATH_EMPTY: the folder holds no \.pdf or \.xbrl file/,
  );
});
