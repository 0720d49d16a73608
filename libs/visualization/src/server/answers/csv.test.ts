import { expect, test } from '@jest/globals';
import { toCsv } from './csv.ts';

test('writes numbers in full precision and missing values as nothing', () => {
  expect(toCsv(['a', 'b'], [{ a: -0.1234567890123, b: null }])).toBe('a,b\r\n-0.1234567890123,\r\n');
});

test('quotes separators and disarms formulas', () => {
  expect(toCsv(['a'], [{ a: 'x,"y"' }, { a: '=HYPERLINK("http://x")' }])).toBe(
    'a\r\n"x,""y"""\r\n"\'=HYPERLINK(""http://x"")"\r\n',
  );
});
