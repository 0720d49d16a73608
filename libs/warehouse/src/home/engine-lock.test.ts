import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { lockOwner } from './engine-lock.ts';

const { folder, remove } = temporaryFolder();

beforeEach(() => {
  mkdirSync(folder, { recursive: true });
});
afterEach(remove);

test.each([
  ['a living process', `PID: ${process.pid}\nStarted at: 2026-01-01 00:00:00\n`, process.pid],
  ['a process that has died', 'PID: 2147483646\n', undefined],
  ['nobody it can name', 'something else', undefined],
])('the lock file of %s is understood', (_, content, owner) => {
  writeFileSync(join(folder, 'status'), content);
  expect(lockOwner(folder)).toBe(owner);
});

test('a folder without a lock file has no owner', () => {
  expect(lockOwner(folder)).toBeUndefined();
});
