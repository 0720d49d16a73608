import { describe, expect, test } from '@jest/globals';
import { readDefinitions } from './definitions.ts';
import { readReal, testWith } from './testing/real-data.ts';

describe('a file of formulas', () => {
  test('has one a line, with a name or numbered', () => {
    const text =
      '# mine\nMomentum = delay(close, 20) / delay(close, 250) - 1\n\nrank(close)\nclose == open ? 1 : 0\r\n';
    const { formulas, refused } = readDefinitions(text, 'f');
    expect(refused).toEqual([]);
    expect(formulas.map(({ name, line }) => [name, line])).toEqual([
      ['Momentum', 2],
      ['f002', 4],
      ['f003', 5],
    ]);
  });

  test('is read beside lines that cannot be used, which are shown', () => {
    const { formulas, refused } = readDefinitions('A = rank(close)\nB = rnk(close)\na = open\nC = open', 'f');
    expect(formulas.map(({ name }) => name)).toEqual(['A', 'C']);
    expect(refused.map(({ line, error }) => [line, error.code])).toEqual([
      [2, 'FORMULA_NAME'],
      [3, 'FORMULA_SYNTAX'],
    ]);
  });

  testWith('formula-truth/alpha101.txt')('may be that of the 101 alphas as it is', () => {
    const { formulas, refused } = readDefinitions(readReal('formula-truth/alpha101.txt'), 'alpha');
    expect(refused).toEqual([]);
    expect([formulas.length, formulas[0]!.name, formulas.at(-1)?.name]).toEqual([101, 'alpha001', 'alpha101']);
  });
});
