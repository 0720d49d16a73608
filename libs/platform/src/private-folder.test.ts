import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { makePrivateFolder } from './private-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'fm-private-'));
afterAll(() => rmSync(root, { recursive: true }));

const modeOf = (folder: string) => statSync(folder).mode & 0o777;

test('a folder that is not there is made only for its owner, with those above it', () => {
  const folder = join(root, 'a', 'b');
  makePrivateFolder(folder);
  expect([modeOf(folder), modeOf(join(root, 'a'))]).toEqual([0o700, 0o700]);
});

test.each([
  ['that is empty is closed to others', undefined, 0o700],
  ['that holds a warehouse is closed to others', 'warehouse', 0o700],
  ['that others may use for something else is left as it is', 'thesis.tex', 0o755],
])('a folder %s', (name, entry, mode) => {
  const folder = join(root, name);
  mkdirSync(folder);
  chmodSync(folder, 0o755);
  if (entry !== undefined) writeFileSync(join(folder, entry), '');
  makePrivateFolder(folder);
  expect(modeOf(folder)).toBe(mode);
});
