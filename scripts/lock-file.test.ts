import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

interface LockEntry {
  readonly link?: boolean;
  readonly optional?: boolean;
  readonly integrity?: string;
}

const lock = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockEntry>>;
};

test('every package of the lock file carries the hash that its download is checked against', () => {
  const unchecked = Object.entries(lock.packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && link !== true)
    .filter(([, { integrity }]) => integrity === undefined)
    .map(([path]) => path);
  // Engines of other platforms, which the registry that wrote the lock file does not serve.
  expect(unchecked.filter((path) => !path.startsWith('node_modules/@chdb/lib-'))).toEqual([]);
  expect(unchecked.filter((path) => lock.packages[path]?.optional !== true)).toEqual([]);
});
