import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openParts } from './parts-store.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fm-parts-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const never = (): never => {
  throw new Error('simulated again');
};

test('a part that was kept is not simulated again, by the next process either', () => {
  const file = join(folder, 'parts.jsonl');
  expect(openParts(file).once('cell', 1, 100, () => ({ rejected: 5 }))).toEqual({ rejected: 5 });
  const next = openParts(file);
  expect(next.once('cell', 1, 100, never)).toEqual({ rejected: 5 });
  expect(next.once('cell', 101, 100, () => ({ rejected: 6 }))).toEqual({ rejected: 6 });
  expect(() => next.once('other cell', 1, 100, never)).toThrow('simulated again');
  expect(() => next.once('cell', 1, 50, never)).toThrow('simulated again');
});

test('a line that was cut off is simulated again, and what follows is a line of its own', () => {
  const file = join(folder, 'parts.jsonl');
  openParts(file).once('cell', 1, 100, () => 1);
  appendFileSync(file, '{"cell":"cell","first":101,"sam');
  expect(openParts(file).once('cell', 101, 100, () => 2)).toBe(2);
  const after = openParts(file);
  expect([after.once('cell', 1, 100, never), after.once('cell', 101, 100, never)]).toEqual([1, 2]);
});

test('files of several machines are joined, and of a part that is there twice the first counts', () => {
  const [one, two] = ['one', 'two'].map((name) => join(folder, name)) as [string, string];
  openParts(one).once('cell', 1, 100, () => 1);
  const store = openParts(two);
  store.once('cell', 1, 100, () => 9);
  store.once('cell', 101, 100, () => 2);
  const joined = join(folder, 'joined');
  writeFileSync(joined, readFileSync(one, 'utf8') + readFileSync(two, 'utf8'));
  const found = openParts(joined);
  expect([found.once('cell', 1, 100, never), found.once('cell', 101, 100, never)]).toEqual([1, 2]);
});

test('a part that takes its time is asked for first and kept once it is there', () => {
  const file = join(folder, 'parts.jsonl');
  const store = openParts(file);
  expect(store.find('cell', 7, 1)).toBeUndefined();
  expect(store.keep('cell', 7, 1, { declared: true })).toEqual({ declared: true });
  expect(openParts(file).find('cell', 7, 1)).toEqual({ declared: true });
});
