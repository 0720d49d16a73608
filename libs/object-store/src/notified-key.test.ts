import { expect, test } from '@jest/globals';
import type { ObjectStore } from './contract.ts';
import { notifiedKey } from './notified-key.ts';

const at = (url: string) => ({ url }) as ObjectStore;

test.each([
  ['s3://raw/', 'raw', 'a/b.json', 'a/b.json'],
  ['s3://raw/base', 'raw', 'base/a.json', 'a.json'],
  ['s3://raw/base', 'raw', 'other/a.json', undefined],
  ['s3://raw/', 'other', 'a.json', undefined],
  ['file:///tmp/store', 'any', 'a.json', 'a.json'],
])('in %s the object %s/%s is %s', (url, bucket, fullKey, key) => {
  expect(notifiedKey(at(url), bucket, fullKey)).toBe(key);
});
