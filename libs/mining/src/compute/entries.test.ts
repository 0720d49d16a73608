import { expect, test } from '@jest/globals';
import { entriesOf } from './entries.ts';

const sort = {
  days: 5,
  stocks: 3,
  // No portfolio, then stock 0 in High, then stock 1, then none again, then all.
  legs: Int8Array.of(0, 0, 0, 1, 0, -1, -1, 1, 0, 0, 0, 0, 1, 0, -1),
};
const range = (from: number, to: number) => ({ start: '', end: '', from, to });

test('a stock enters a leg when it was not in it the session before', () => {
  expect(entriesOf(sort, 1, range(0, 4))).toEqual([{ session: 2, stock: 1 }]);
  expect(entriesOf(sort, -1, range(0, 4))).toEqual([{ session: 2, stock: 0 }]);
});

test('the first portfolios, and those after a session without any, are not entries', () => {
  expect(entriesOf(sort, 1, range(0, 1))).toEqual([]);
  expect(entriesOf(sort, 1, range(3, 4))).toEqual([]);
});

test('the first session of a range is compared with nothing before it', () => {
  expect(entriesOf(sort, 1, range(2, 4))).toEqual([]);
});
