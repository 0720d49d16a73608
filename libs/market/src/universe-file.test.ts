import { describe, expect, test } from '@jest/globals';
import { parseUniverse } from './universe-file.ts';

const members = (text: string): readonly string[] =>
  parseUniverse(text, 'list.csv').map(({ symbol, entry = '', exit = '' }) => [symbol, entry, exit].join(' ').trim());

describe('a universe file', () => {
  test.each([
    ['without a header loses no stock', 'AAA\nBBB\n', ['AAA', 'BBB']],
    ['without a header keeps the days of its first stock', 'AAA,2010-01-04,\nBBB,,\n', ['AAA 2010-01-04', 'BBB']],
    ['of one stock and no line break is read', 'AAA', ['AAA']],
    [
      'has its columns in any order',
      'exit,symbol,entry\n2012-01-01,AAA,2010-01-01\n,BBB,\n',
      ['AAA 2010-01-01 2012-01-01', 'BBB'],
    ],
    [
      'may call its columns ticker, start_date and end_date',
      'ticker,start_date,end_date\nAAA,2010-01-04,2011-01-03\n',
      ['AAA 2010-01-04 2011-01-03'],
    ],
    [
      'may have other columns, quotes and commas in them',
      'Security,Symbol,Headquarters Location,Date added\n"Alpha, Inc.",AAA,"Town, State",1957-03-04\n',
      ['AAA 1957-03-04'],
    ],
    ['may separate its fields by semicolons', '"Symbol";"Entry"\n"AAA";"2010-01-04"\n', ['AAA 2010-01-04']],
    ['may separate its fields by tabs', 'Symbol\tEntry\nAAA\t20100104\n', ['AAA 2010-01-04']],
    ['may begin with a byte order mark', '\ufeffsymbol\nAAA\n', ['AAA']],
    ['has one spelling of a share class', 'symbol\nBRK.B\nBF/B\n', ['BF-B', 'BRK-B']],
    [
      'may name a stock over two spans',
      'AAA,2010-01-04,2010-02-01\nAAA,2011-01-03,\n',
      ['AAA 2010-01-04 2010-02-01', 'AAA 2011-01-03'],
    ],
    ['says a stock twice and means it once', 'AAA\nAAA\n', ['AAA']],
    ['may write no day as NaT', 'symbol,exit\nAAA,NaT\n', ['AAA']],
    ['may give a time of day', 'symbol,entry\nAAA,2010-01-04 00:00:00\n', ['AAA 2010-01-04']],
  ])('%s', (_, text, expected) => {
    expect(members(text)).toEqual(expected);
  });

  test.each([
    ['a day the calendar does not have', 'AAA,2010-02-30\n', 'line 1'],
    ['a name where a day should be', 'AAA,Alpha\n', 'line 1'],
    ['an exit before the entry', 'symbol,exit,entry\nAAA,2010-01-04,2011-01-04\n', 'line 2'],
    ['a line without a symbol', 'symbol,entry\n,2010-01-04\n', 'line 2'],
    ['a symbol that is not one', 'symbol\n<b>\n', 'line 2'],
    ['days without a column of symbols', 'company,entry,exit\nAlpha,2010-01-04,\n', 'line 1'],
  ])('is refused for %s, naming the line', (_, text, line) => {
    expect(() => members(text)).toThrow(
      expect.objectContaining({ code: 'MALFORMED_UNIVERSE', where: `list.csv ${line}` }),
    );
  });

  test('without a stock is refused', () => {
    expect(() => members('symbol,entry,exit\n')).toThrow(expect.objectContaining({ code: 'EMPTY_UNIVERSE' }));
  });
});
