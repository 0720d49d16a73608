import { describe, expect, test } from '@jest/globals';
import { readCsv } from './table.ts';
import { csvCell, csvLine } from './write-csv.ts';

describe('a line of CSV', () => {
  test('holds numbers in full and nothing where a value is missing', () => {
    expect(csvLine([-0.1234567890123, null, undefined, 1e21, true, 'x'])).toBe('-0.1234567890123,,,1e+21,true,x');
  });

  test.each([
    ['=1+1'],
    ['+1+1'],
    ['-1-cmd'],
    ['-\n=1'],
    ['--1'],
    ['-ts_mean(close, 5)'],
    ['@SUM(A1)'],
    ['\t=1'],
    ['\r=1'],
  ])('never begins a cell as a formula: %j', (text) => {
    expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/);
  });

  test('leaves alone what begins otherwise', () => {
    for (const text of ['ROC20', '2024-01-02', 'a=b', 'x-1', ' =1', '-', '+', '-1.5', '+3', '-0'])
      expect(csvCell(text)).toBe(text);
  });

  test('comes back from the reader as it was written', () => {
    const cells = ['plain', 'a,b', 'say "no"', 'x', '1.5'];
    const [head, record] = readCsv(`${csvLine(['a', 'b', 'c', 'd', 'e'])}\n${csvLine(cells)}\n`);
    expect(head?.fields).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(record?.fields).toEqual(cells);
  });
});
