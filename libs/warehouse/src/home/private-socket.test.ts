import { chmodSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { isPrivatePlace, placeOfSocket } from './private-socket.ts';

const { folder, remove } = temporaryFolder();
afterEach(remove);

const me = process.getuid?.() as number;

test('a socket lies in the folder, or in a private one elsewhere when its path would be too long', () => {
  expect(placeOfSocket('/data/fm').path).toBe('/data/fm/gateway.sock');
  const { path, remove: removePlace } = placeOfSocket(`/${'a'.repeat(100)}`);
  expect(path.length).toBeLessThan(104);
  expect(isPrivatePlace(path, me)).toBe(true);
  removePlace();
  expect(isPrivatePlace(path, me)).toBe(false);
});

test('a folder that others may enter is not a place for a socket', () => {
  const socket = join(folder, 'inner', 'gateway.sock');
  mkdirSync(dirname(socket), { recursive: true, mode: 0o700 });
  expect(isPrivatePlace(socket, me)).toBe(true);
  for (const mode of [0o710, 0o701, 0o777]) {
    chmodSync(dirname(socket), mode);
    expect(isPrivatePlace(socket, me)).toBe(false);
  }
});
