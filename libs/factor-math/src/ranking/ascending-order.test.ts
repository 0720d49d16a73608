import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ascendingOrder } from './ascending-order.ts';
import { normals } from '../testing/random.ts';

function expectSorted(keys: Float64Array): void {
  const order = new Uint32Array(keys.length);
  ascendingOrder(keys, keys.length, order);
  const expected = [...keys.keys()].sort((a, b) => keys[a] - keys[b] || a - b);
  expect([...order]).toEqual(expected);
}

const key = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1, 1 + 2 ** -52, 1 + 2 ** -51, -1, -1 - 2 ** -52, 5e-324, -5e-324, 1.7e308, -1.7e308),
);

test('orders any finite keys, ties by position, however close they are', () => {
  fc.assert(fc.property(fc.array(key, { maxLength: 300 }), (keys) => expectSorted(Float64Array.from(keys))));
});

test.each([33, 64, 65, 800, 4096])('orders %p keys', (n) => {
  const z = normals(n);
  expectSorted(Float64Array.from({ length: n }, z));
  expectSorted(Float64Array.from({ length: n }, () => Math.round(z())));
  expectSorted(new Float64Array(n).fill(-0.1));
});
