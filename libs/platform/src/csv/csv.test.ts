import { describe, expect, test } from '@jest/globals';
import { delimiterOf } from './delimiter.ts';
import { columnNamed, headerName } from './header-name.ts';
import { readCsv } from './table.ts';

const fieldsOf = (text: string): readonly string[] => readCsv(text, ',')[0]?.fields ?? [];

describe('a line of CSV', () => {
  test.each([
    ['a,b,c', ['a', 'b', 'c']],
    ['"a","b, with a comma",c', ['a', 'b, with a comma', 'c']],
    [' a , "b" ,c ', ['a', 'b', 'c']],
    ['"say ""so""",b', ['say "so"', 'b']],
    ['a 5" pipe,b', ['a 5" pipe', 'b']],
    ['"never closed,b', ['"never closed,b']],
    ['"",,', ['', '', '']],
    ['a,b,', ['a', 'b', '']],
  ])('%s has the fields %j', (line, fields) => {
    expect(fieldsOf(line)).toEqual(fields);
  });

  test('has as many fields as it needs', () => {
    expect(fieldsOf(Array.from({ length: 501 }, (_, at) => at).join(','))).toHaveLength(501);
  });
});

test.each([
  ['Symbol;Kurs', ';'],
  ['Symbol\tPrice', '\t'],
  ['"Town, State";Symbol', ';'],
  ['Symbol', ','],
  ['a|b|c', '|'],
] as const)('the fields of %j are separated by %j', (header, delimiter) => {
  expect(delimiterOf(header)).toBe(delimiter);
});

test('a table keeps the line numbers of the file and passes over its mark and blank lines', () => {
  expect(readCsv('\ufeffa;b\r\n\r\n1,5;2\n')).toEqual([
    { line: 1, fields: ['a', 'b'], text: 'a;b' },
    { line: 3, fields: ['1,5', '2'], text: '1,5;2' },
  ]);
});

test('a column is found by the first of its names, however the name is written', () => {
  const header = ['<DATE>', 'GICS Sub-Industry', 'gics_sector', 'Adj Close**'].map(headerName);
  expect(header).toEqual(['date', 'gicssubindustry', 'gicssector', 'adjclose']);
  expect(columnNamed(header, ['sector', 'gicssector', 'gicssubindustry'])).toBe(2);
  expect(columnNamed(header, ['symbol'])).toBe(-1);
});
