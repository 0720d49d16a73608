import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { notANumber, parseDecimal } from './decimal.ts';

const parse = (text: string): number => {
  const bytes = Buffer.from(`,${text},`);
  return parseDecimal(bytes, 1, bytes.length - 1);
};

describe('parseDecimal', () => {
  test('gives the double nearest to the text, as Number does', () => {
    const decimal = fc
      .tuple(fc.boolean(), fc.bigInt(0n, 10n ** 20n), fc.integer({ min: 0, max: 20 }))
      .map(([negative, digits, decimals]) => {
        const padded = String(digits).padStart(decimals + 1, '0');
        const cut = padded.length - decimals;
        return `${negative ? '-' : ''}${padded.slice(0, cut)}${decimals > 0 ? '.' : ''}${padded.slice(cut)}`;
      });
    fc.assert(
      fc.property(decimal, (text) => expect(parse(text)).toBe(Number(text))),
      { numRuns: 2000, seed: 1 },
    );
  });

  test('reads every double back from its shortest text', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e60, max: 1e60 }), (value) => {
        expect(parse(String(value))).toBe(Number(String(value)));
      }),
      { numRuns: 1000, seed: 2 },
    );
  });

  test.each(['', 'null', 'NaN', 'N/A', 'N/D', '-'])('takes "%s" for a missing value', (text) => {
    expect(parse(text)).toBeNaN();
  });

  test.each(['abc', '1.2.3', '1,5', '12a', '--1', '1e', '0x10', 'Infinity', '1e400', '9'.repeat(100)])(
    'refuses "%s"',
    (text) => {
      expect(parse(text)).toBe(notANumber);
    },
  );
});
