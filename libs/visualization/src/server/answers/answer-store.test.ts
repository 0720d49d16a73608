import { gunzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { AnswerStore } from './answer-store.ts';

const head = { type: 'application/json', disposition: undefined };
const body = (letter: string) => Buffer.from(letter.repeat(40));

test('gives back what was kept, gzipped too', async () => {
  const store = new AnswerStore(100);
  store.keep('a', head, body('a'));
  expect(store.find('a')?.plain.toString()).toBe('a'.repeat(40));
  expect(gunzipSync((await store.find('a')?.gzipped()) as Buffer).toString()).toBe('a'.repeat(40));
  expect(store.find('b')).toBeUndefined();
});

test('lets the oldest go when there are too many bytes, and keeps nothing larger than all of its room', () => {
  const store = new AnswerStore(100);
  for (const tag of ['a', 'b', 'c']) store.keep(tag, head, body(tag));
  store.keep('d', head, Buffer.alloc(101));
  expect(['a', 'b', 'c', 'd'].map((tag) => store.find(tag) !== undefined)).toEqual([false, true, true, false]);
});
