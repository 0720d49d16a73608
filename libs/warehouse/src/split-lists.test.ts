import { expect, test } from '@jest/globals';
import { splitLongLists } from './split-lists.ts';

const symbols = Array.from({ length: 50_000 }, (_, i) => `SYM${i}`);

test('a list that fits into one field is sent as it is', () => {
  const sql = 'SELECT {symbols:Array(String)}, {day:String}';
  const parameters = { symbols: ['A', 'B'], day: '2020-01-01' };
  expect(splitLongLists(sql, parameters)).toEqual({ sql, parameters });
});

test('a long list is split over placeholders that each fit, wherever it occurs, and nothing is lost', () => {
  const statement = splitLongLists(
    'SELECT indexOf({symbols:Array(String)}, s) FROM t WHERE s IN {symbols:Array(String)} AND n = {n:UInt8}',
    { symbols, n: 1 },
  );
  const { n, ...parts } = statement.parameters;
  expect(n).toBe(1);
  expect(Object.values(parts).flat()).toEqual(symbols);
  for (const part of Object.values(parts)) expect(JSON.stringify(part).length).toBeLessThan(32_768);
  const list = `arrayConcat(${Object.keys(parts)
    .map((name) => `{${name}:Array(String)}`)
    .join(', ')})`;
  expect(statement.sql).toBe(`SELECT indexOf(${list}, s) FROM t WHERE s IN ${list} AND n = {n:UInt8}`);
});
