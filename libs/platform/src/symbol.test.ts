import { expect, test } from '@jest/globals';
import { symbolKey, symbolKind, symbolOf } from './symbol.ts';

test.each([
  ['aapl', 'AAPL'],
  [' AAPL.US ', 'AAPL'],
  ['BRK.B', 'BRK-B'],
  ['BRK/B', 'BRK-B'],
  ['brk-b', 'BRK-B'],
  ['brk.b.us', 'BRK-B'],
  ['SAP.DE', 'SAP.DE'],
  ['BP.L', 'BP.L'],
  ['7203.T', '7203.T'],
  ['^DJI', '^DJI'],
  ['BTC-USD', 'BTC-USD'],
])('%s is the symbol %s', (text, symbol) => {
  expect(symbolOf(text)).toBe(symbol);
});

test.each(['', ' ', '<b>', 'my prices (1)', '../AAPL', 'A\u0000B', '$AAPL', 'Ä', 'A'.repeat(33)])(
  '%j is not a symbol',
  (text) => {
    expect(symbolOf(text)).toBeUndefined();
  },
);

test('spellings that differ by dot, dash and slash have one key', () => {
  expect(new Set(['MKC.V', 'MKC-V', 'mkc/v'].map(symbolKey)).size).toBe(1);
});

test.each([
  ['AAPL', 'stock'],
  ['BRK-B', 'stock'],
  ['SAP.DE', 'stock'],
  ['^DJI', 'index'],
  ['BTC-USD', 'currency'],
  ['EURUSD=X', 'currency'],
  ['CL=F', 'future'],
])('%s is a %s', (symbol, kind) => {
  expect(symbolKind(symbol)).toBe(kind);
});
