import { describe, expect, test } from '@jest/globals';
import { afterClose, parseText, rejections, rowsOf } from '../testing/parsing.ts';

const named = { ...afterClose, symbol: 'FILE' };
const nameless = { ...afterClose, symbol: '' };
/** Symbol, day, close or adjusted close, and volume of each row. */
const read = (text: string, context = named): unknown[] =>
  rowsOf(parseText(text, context, 65_536)).map((row) => [row[0], row[1], row[5] ?? row[6], row[7]]);

describe('the form of a price file', () => {
  test.each([
    [
      'long, with the symbols in a column Name (Kaggle)',
      'date,open,high,low,close,volume,Name\n2013-02-08,30,31,29,30.5,1000,AAL\n2013-02-08,40,41,39,40.5,2000,KMX\n',
      [
        ['AAL', '2013-02-08', 30.5, 1000],
        ['KMX', '2013-02-08', 40.5, 2000],
      ],
    ],
    [
      'whose lines end with a carriage return',
      'Date,Close\r2024-03-06,10\r2024-03-07,11\r',
      [
        ['FILE', '2024-03-06', 10, null],
        ['FILE', '2024-03-07', 11, null],
      ],
    ],
    [
      'of Excel, with its separator before the header',
      'sep=;\nDate;Close\n22.02.2024;10,5\n06.03.2024;11,5\n',
      [
        ['FILE', '2024-02-22', 10.5, null],
        ['FILE', '2024-03-06', 11.5, null],
      ],
    ],
    [
      'long, with an index of pandas before it',
      ',Date,Symbol,Close\n0,2024-03-06,AAA,10\n1,2024-03-06,BRK.B,20\n',
      [
        ['AAA', '2024-03-06', 10, null],
        ['BRK-B', '2024-03-06', 20, null],
      ],
    ],
    ['with the days as the index of pandas', ',Open,Close\n2024-03-06,9,10\n', [['FILE', '2024-03-06', 10, null]]],
    [
      "of Polygon's aggregates, with the day in milliseconds since 1970",
      'v,vw,o,c,h,l,t,n\n1000,10.1,10,10.5,11,9,1709701200000,7\n',
      [['FILE', '2024-03-06', 10.5, 1000]],
    ],
    [
      "of Polygon's flat files, with the day in nanoseconds since 1970",
      'ticker,volume,open,close,high,low,window_start,transactions\nAAA,1000,10,10.5,11,9,1709701200000000000,7\nBRK.B,5,1,1,1,1,1709701200000000000,1\n',
      [
        ['AAA', '2024-03-06', 10.5, 1000],
        ['BRK-B', '2024-03-06', 1, 5],
      ],
    ],
    [
      'long, with the column Ticker first and Time for the days',
      'Ticker,Time,Close\nAAA,2024-03-06,10\n',
      [['AAA', '2024-03-06', 10, null]],
    ],
    [
      'wide, a column of closes for each stock',
      'Date,AAA,BRK.B,CCC\n2024-03-06,10,20,\n2024-03-07,11,21,30\n',
      [
        ['AAA', '2024-03-06', 10, null],
        ['BRK-B', '2024-03-06', 20, null],
        ['AAA', '2024-03-07', 11, null],
        ['BRK-B', '2024-03-07', 21, null],
        ['CCC', '2024-03-07', 30, null],
      ],
    ],
    [
      'of yfinance, with three lines of names',
      'Price,Close,High,Low,Open,Volume\nTicker,AAA,AAA,AAA,AAA,AAA\nDate,,,,,\n2024-03-06,10,11,9,10,1000\n',
      [['AAA', '2024-03-06', 10, 1000]],
    ],
    [
      'of yfinance, of several stocks',
      'Price,Adj Close,Adj Close,Close,Close,Volume,Volume\nTicker,AAA,BBB,AAA,BBB,AAA,BBB\nDate,,,,,,\n2024-03-06,9,19,10,20,1000,2000\n',
      [
        ['AAA', '2024-03-06', 10, 1000],
        ['BBB', '2024-03-06', 20, 2000],
      ],
    ],
    [
      'of yfinance, grouped by stock',
      'Ticker,AAA,AAA,BBB,BBB\nPrice,Open,Close,Open,Close\nDate,,,,\n2024-03-06,9,10,19,20\n',
      [
        ['AAA', '2024-03-06', 10, null],
        ['BBB', '2024-03-06', 20, null],
      ],
    ],
    [
      'of Nasdaq, newest first',
      'Date,Close/Last,Volume,Open,High,Low\n03/13/2023,$10.50,1000,$10.00,$11.00,$9.00\n03/10/2023,$10.00,2000,$10.00,$11.00,$9.00\n',
      [
        ['FILE', '2023-03-13', 10.5, 1000],
        ['FILE', '2023-03-10', 10, 2000],
      ],
    ],
    [
      'of investing.com',
      '"Date","Price","Open","High","Low","Vol.","Change %"\n"03/13/2023","1,010.50","1,000.00","1,100.00","900.00","12.5M","0.5%"\n"Mar 10, 2023","10.50","10.00","11.00","9.00","1.2K","-0.5%"\n',
      [
        ['FILE', '2023-03-13', 1010.5, 12_500_000],
        ['FILE', '2023-03-10', 10.5, 1200],
      ],
    ],
    [
      'with decimal commas and semicolons',
      'Datum;Date;Open;High;Low;Close;Volume\nx;31.01.2023;10,0;11,25;9,5;10,5;1.000.000\n',
      [['FILE', '2023-01-31', 10.5, 1_000_000]],
    ],
    [
      'of Alpha Vantage, adjusted',
      'timestamp,open,high,low,close,adjusted_close,volume,dividend_amount,split_coefficient\n2024-03-06,10,11,9,10.5,10.4,1000,0.0000,1.0\n',
      [['FILE', '2024-03-06', 10.5, 1000]],
    ],
    [
      'of Tiingo',
      'date,close,high,low,open,volume,adjClose,adjHigh,adjLow,adjOpen,adjVolume,divCash,splitFactor\n2024-03-06T00:00:00.000Z,10.5,11,9,10,1000,10.4,11,9,10,1000,0.0,1.0\n',
      [['FILE', '2024-03-06', 10.5, 1000]],
    ],
    [
      'of Polygon, with short names',
      'ticker,v,vw,o,c,h,l,date,n\nAAA,1000,10.4,10,10.5,11,9,2024-03-06,77\n',
      [['AAA', '2024-03-06', 10.5, 1000]],
    ],
  ])('%s, is read', (_, text, expected) => {
    expect(rejections(parseText(text, named, 65_536))).toEqual([]);
    expect(read(text)).toEqual(expected);
  });

  test.each([
    ['whose name says no symbol', 'Date,Close\n2024-03-06,10\n', nameless, 'SYMBOL_UNREADABLE:1'],
    ['whose dates can be read both ways', 'Date,Close\n01/02/2024,10\n01/03/2024,10\n', named, 'DATE_AMBIGUOUS:1'],
    ['without a column of closes', 'Date,Open,High\n2024-03-06,10,11\n', named, 'COLUMN_MISSING:1'],
  ])('%s, is refused', (_, text, context, expected) => {
    expect(rejections(parseText(text, context, 65_536))).toEqual([expected]);
  });

  test.each([
    ['a day after the 12th far below', 'Date,Close\n01/02/2024,10\n25/01/2024,10\n', ['2024-02-01', '2024-01-25']],
    ['a month first', 'Date,Close\n01/02/2024,10\n01/25/2024,10\n', ['2024-01-02', '2024-01-25']],
    ['weekends', 'Date,Close\n02/06/2024,10\n02/07/2024,10\n', ['2024-02-06', '2024-02-07']],
  ])('with ambiguous dates is decided by %s', (_, text, days) => {
    expect(read(text).map((row) => (row as string[])[1])).toEqual(days);
  });

  test.each(['raw', 'split', 'total'] as const)('may be said to hold closes that are %s', (closes) => {
    const parsed = parseText('Date,Close\n2024-03-06,10\n', { ...named, closes });
    expect(parsed).toMatchObject({ closes, closesAsked: true, remarks: [] });
  });
});
