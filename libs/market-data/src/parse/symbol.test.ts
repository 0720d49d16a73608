import { expect, test } from '@jest/globals';
import { symbolOfFile } from './symbol.ts';

test.each([
  ['AAPL.csv', 'AAPL'],
  ['/data/aapl.us.txt', 'AAPL'],
  ['aapl_us_d.csv', 'AAPL'],
  ['BRK-B.json', 'BRK-B'],
  ['brk.b.csv', 'BRK-B'],
  ['^GSPC.csv', '^GSPC'],
])('%s holds %s', (path, symbol) => {
  expect(symbolOfFile(path)).toBe(symbol);
});

test('a file name that is no symbol gives none', () => {
  expect(symbolOfFile('my prices (1).csv')).toBeUndefined();
});
