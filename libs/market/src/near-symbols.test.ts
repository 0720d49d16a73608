import { expect, test } from '@jest/globals';
import { nearSymbols } from './near-symbols.ts';

const there = ['AAPL', 'A', 'AMZN', 'BF-B', 'BRK-B', 'GOOG', 'GOOGL', 'MSFT'];

test.each([
  ['APPL', ['AAPL']],
  ['AALP', ['AAPL']],
  ['AAPLE', ['AAPL']],
  ['MSF', ['MSFT']],
  ['GOOGLE', ['GOOGL']],
  ['BRKB', ['BRK-B']],
  ['B', []],
  ['XYZW', []],
])('%s may be meant to be one of %j', (wanted, near) => {
  expect(nearSymbols(wanted, there)).toEqual(near);
});
