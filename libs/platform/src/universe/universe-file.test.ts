import { expect, test } from '@jest/globals';
import { parseUniverse, universeText } from './universe-file.ts';

test('a list with and without CIKs is read in its order, whatever wrote it', () => {
  const text = '\ufeffSymbol,CIK\r\nAAPL,320193\r\nVOD.L,\r\n"7203.T"\r\nbrk.b,0001067983\r\n\r\n';
  expect(parseUniverse(text, 'u.csv')).toEqual([
    { symbol: 'AAPL', cik: '0000320193' },
    { symbol: 'VOD.L' },
    { symbol: '7203.T' },
    { symbol: 'BRK-B', cik: '0001067983' },
  ]);
  expect(parseUniverse('symbol\nAAPL\n', 'u.csv')).toEqual([{ symbol: 'AAPL' }]);
});

test('what is written is read again, far beyond what a variable of a function holds', () => {
  const stocks = Array.from({ length: 5000 }, (_, at) =>
    at % 3 === 0 ? { symbol: `${at + 1000}.T` } : { symbol: `S${at}`, cik: String(at).padStart(10, '0') },
  );
  expect(parseUniverse(universeText(stocks), 'u.csv')).toEqual(stocks);
});

test.each([
  ['ticker,cik\nA,1\n', 'the header is "ticker,cik"'],
  ['symbol,cik\nA,1\nA,2\n', 'line 3: A is listed twice'],
  ['symbol,cik\na b,1\n', 'line 2: "a b" cannot be a symbol'],
  ['symbol,cik\nA,US0378331005\n', 'line 2: "US0378331005" is not a CIK'],
  ['symbol,cik\nA,1,2\n', 'line 2: it has 3 fields'],
  ['symbol,cik\n', 'it names no stock'],
  ['', 'the header is ""'],
])('the list %j is refused with what is wrong in it', (text, what) => {
  expect(() => parseUniverse(text, 'u.csv')).toThrow(
    expect.objectContaining({ code: 'UNIVERSE_INVALID', where: 'u.csv', what: expect.stringContaining(what) }),
  );
});

test('of a file of another kind the first faults are listed, and how many there are', () => {
  const text = `symbol\n${Array.from({ length: 40 }, () => '!\n').join('')}`;
  expect(() => parseUniverse(text, 'u.csv')).toThrow(/line 11: [^;]*; and 30 more/);
});
