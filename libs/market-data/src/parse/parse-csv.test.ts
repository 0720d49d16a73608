import { describe, expect, test } from '@jest/globals';
import { isoOfDay } from '@fm/platform/time';
import { afterClose, parseText, rejections, rowsOf, yahooHeader } from '../testing/parsing.ts';

const row = '2024-03-07,10,11,9,10.5,10.4,1000';
const read = ['TEST', '2024-03-07', 10, 11, 9, 10.5, 10.4, 1000];

describe('a Yahoo CSV', () => {
  test('is read in any order and case of its columns, with others between', () => {
    const shuffled = 'VOLUME,adj close,Note,Close*,low,HIGH,open,date\n1000,10.4,x,10.5,9,11,10,2024-03-07\n';
    expect(rowsOf(parseText(`${yahooHeader}\n${row}\n`))).toEqual([read]);
    expect(rowsOf(parseText(shuffled))).toEqual([read]);
  });

  test('may have a byte order mark, CR LF, quotes, blank lines and no last line break', () => {
    const quoted = '"2024-03-07","10","11","9","10.5","10.4","1000"';
    expect(rowsOf(parseText(`\ufeff${yahooHeader}\r\n\r\n${quoted}`))).toEqual([read]);
  });

  test('gives dividends and splits as corporate actions', () => {
    const text = `${yahooHeader},Dividends,Stock Splits\n${row},0.5,0\n2024-03-08,10,11,9,10.5,10.4,1000,0.0,2.0\n`;
    const actions = parseText(text).actions.map((action) => ({ ...action, day: isoOfDay(action.day) }));
    expect(actions).toEqual([
      { symbol: 'TEST', day: '2024-03-07', kind: 'dividend', value: 0.5 },
      { symbol: 'TEST', day: '2024-03-08', kind: 'split', value: 2 },
    ]);
  });

  test('takes the local date of a time with an offset', () => {
    const text = `Datetime,Open,High,Low,Close,Adj Close,Volume\n2022-06-06 00:00:00+01:00,10,11,9,10.5,10.4,1000\n`;
    expect(rowsOf(parseText(text))[0]![1]).toBe('2022-06-06');
  });

  test('keeps a missing value missing, and drops and counts a row without any price', () => {
    const parsed = parseText(`${yahooHeader}\n2024-03-06,null,null,null,null,null,0\n2024-03-07,,11,9,10.5,10.4,\n`);
    expect(rowsOf(parsed)).toEqual([['TEST', '2024-03-07', null, 11, 9, 10.5, 10.4, null]]);
    expect(parsed.dropped).toMatchObject({ null_row: 1, live_bar: 0 });
    expect(parsed.rowsRead).toBe(2);
  });

  test("drops and counts today's bar until the session closes", () => {
    const today = { ...afterClose, firstOpenDay: afterClose.today };
    const parsed = parseText(`${yahooHeader}\n${row}\n2024-03-08,10,11,9,10.5,10.4,1000\n`, today);
    expect(rowsOf(parsed)).toEqual([read]);
    expect(parsed.dropped.live_bar).toBe(1);
  });
});

describe('a Stooq CSV', () => {
  test('has closes that are adjusted for dividends already: they are adjusted closes, and the close is missing', () => {
    const text = 'Date,Open,High,Low,Close,Volume\n2024-03-07,10,11,9,10.5,1000\n';
    const parsed = parseText(text);
    expect(parsed.source).toBe('stooq');
    expect(rowsOf(parsed)).toEqual([['TEST', '2024-03-07', 10, 11, 9, null, 10.5, 1000]]);
    expect(parsed.remarks.map(({ code }) => code)).toEqual(['NO_ADJUSTED_CLOSE']);
    expect(parseText(text, { ...afterClose, fromStooq: true }).remarks).toEqual([]);
  });

  test('names its symbols in the long form, several in one file', () => {
    const header = '<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>';
    const parsed = parseText(`${header}\nA.US,D,20240307,000000,1,2,1,2,5,0\nBRK-B.US,D,20240307,000000,3,4,3,4,6,0\n`);
    expect(rowsOf(parsed)).toEqual([
      ['A', '2024-03-07', 1, 2, 1, null, 2, 5],
      ['BRK-B', '2024-03-07', 3, 4, 3, null, 4, 6],
    ]);
  });
});

test('a file needs a symbol, from its name or from a column', () => {
  const nameless = { ...afterClose, symbol: '' };
  expect(rejections(parseText(`${yahooHeader}\n${row}\n`, nameless))).toEqual(['SYMBOL_UNREADABLE:1']);
  const own = parseText(`Symbol,${yahooHeader}\nOWN,${row}\n`, nameless);
  expect(rowsOf(own)).toEqual([['OWN', ...read.slice(1)]]);
});

describe('what can not be used is named with its line, and the good rows are read', () => {
  const cases: [string, string, string][] = [
    ['a text in a number', '2024-03-06,10,eleven,9,10.5,10.4,1000', 'NUMBER_UNREADABLE:3'],
    ['an impossible date', '2024-02-30,10,11,9,10.5,10.4,1000', 'DATE_IMPOSSIBLE:3'],
    ['a text as date', 'yesterday,10,11,9,10.5,10.4,1000', 'DATE_UNREADABLE:3'],
    ['a future date', '2024-03-09,10,11,9,10.5,10.4,1000', 'DATE_IN_FUTURE:3'],
    ['a high below the close', '2024-03-06,10,10.2,9,10.5,10.4,1000', 'HIGH_BELOW_PRICES:3'],
    ['a high below the low', '2024-03-06,10,8,9,,10.4,1000', 'HIGH_BELOW_PRICES:3'],
    ['a low above the open', '2024-03-06,10,11,10.2,10.5,10.4,1000', 'LOW_ABOVE_PRICES:3'],
    ['a negative volume', '2024-03-06,10,11,9,10.5,10.4,-1', 'VOLUME_NEGATIVE:3'],
    ['a price of zero', '2024-03-06,10,11,0,10.5,10.4,1000', 'PRICE_NOT_POSITIVE:3'],
    ['a field too few', '2024-03-06,10,11,9,10.5,10.4', 'ROW_FIELD_COUNT:3'],
    ['a field too many', '2024-03-06,10,11,9,10.5,10.4,1,000', 'ROW_FIELD_COUNT:3'],
    ['a line without end', 'x'.repeat(70_000), 'LINE_TOO_LONG:3'],
  ];
  test.each(cases)('%s', (_, bad, expected) => {
    const parsed = parseText(`${yahooHeader}\n${row}\n${bad}\n2024-03-08,10,11,9,10.5,10.4,1000\n`);
    expect(rejections(parsed)).toEqual([expected]);
    expect(parsed.rows.count).toBe(2);
    expect(parsed.rowsRead).toBe(3);
  });

  test.each([
    ['an empty file', '', 'FILE_EMPTY:0'],
    ['only blank lines', '\n\n', 'FILE_EMPTY:0'],
    ['a header without rows', `${yahooHeader}\n`, 'FILE_WITHOUT_ROWS:1'],
    ['a missing column', 'Date,Open,High,Low,Adj Close,Volume\n1,2,3,4,5,6\n', 'COLUMN_MISSING:1'],
    ['a column given twice', `${yahooHeader},Close\n`, 'COLUMN_TWICE:1'],
  ])('%s', (_, text, expected) => {
    const parsed = parseText(text);
    expect(rejections(parsed)).toEqual([expected]);
    expect(parsed.rows.count).toBe(0);
  });

  test('prices that differ in the sixth decimal do not contradict each other', () => {
    expect(rejections(parseText(`${yahooHeader}\n2024-03-06,10,10.500000,9,10.500001,10.4,1000\n`))).toEqual([]);
  });

  test('the payload of a row is a CSV that gives the same verdict again', () => {
    const { rejected } = parseText(`${yahooHeader}\n${row}\n2024-03-06,10,eleven,9,10.5,10.4,1000\n`);
    expect(rejections(parseText(rejected[0]!.payload))).toEqual(['NUMBER_UNREADABLE:2']);
  });
});
