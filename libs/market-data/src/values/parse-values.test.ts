import { describe, expect, test } from '@jest/globals';
import { dayOfIso, isoOfDay, sessionClose } from '@fm/platform/time';
import { parseValues, type ParsedValues } from './parse-values.ts';

const parse = (text: string, name?: string): ParsedValues =>
  parseValues(Buffer.from(text), { stem: 'quality', today: '2024-06-01', ...(name !== undefined && { name }) });
const cells = ({ values }: ParsedValues) =>
  values.map(({ name, symbol, day, value }) => [name, symbol, isoOfDay(day), value]);
const two = [
  ['quality', 'AAPL', '2024-01-02', 0.5],
  ['quality', 'BRK-B', '2024-01-02', -2],
];

describe('a file of values', () => {
  test.each([
    ['long', 'date,symbol,value\n2024-01-02,AAPL,0.5\n2024-01-02,BRK.B,-2\n'],
    ['long with semicolons and other names', 'Ticker;Day;Factor\naapl.us;20240102;0.5\nbrk/b;20240102;-2\n'],
    ['a series of pandas whose index has no names', ',,0\n2024-01-02,AAPL,0.5\n2024-01-02,BRK-B,-2\n'],
    ['a table of pandas with line numbers', ',date,asset,factor\n0,2024-01-02,AAPL,0.5\n1,2024-01-02,BRK-B,-2\n'],
    ['with times and zones', 'date,asset,0\n2024-01-02 00:00:00+00:00,AAPL,0.5\n2024-01-02 00:00:00+00:00,BRK-B,-2\n'],
    ['wide', 'date,AAPL,BRK-B\n2024-01-02,0.5,-2\n'],
    ['wide with an index without a name', ',AAPL,BRK-B\n2024-01-02,0.5,-2\n'],
    ['wide, turned', 'symbol,2024-01-02\nAAPL,0.5\nBRK-B,-2\n'],
    [
      'clean factor data of alphalens, whose later returns are not read',
      'date,asset,1D,5D,10D,factor,factor_quantile\n2024-01-02,AAPL,0.1,0.2,0.3,0.5,2\n2024-01-02,BRK-B,0.1,0.2,0.3,-2,1\n',
    ],
  ])('%s holds the same', (_, text) => {
    const parsed = parse(text);
    expect([cells(parsed), parsed.refused]).toEqual([two, []]);
  });

  test('with several columns holds a panel of each, named by it, and a name for one of them only', () => {
    const text = 'date,symbol,12M Momentum,ROIC\n2024-01-02,AAPL,1,2\n';
    expect(cells(parse(text))).toEqual([
      ['v_12m_momentum', 'AAPL', '2024-01-02', 1],
      ['roic', 'AAPL', '2024-01-02', 2],
    ]);
    expect(parse(text, 'mine').refused).toMatchObject([{ code: 'VALUE_NAME' }]);
    expect(cells(parse('date,symbol,ROIC\n2024-01-02,AAPL,2\n', 'mine'))).toEqual([['mine', 'AAPL', '2024-01-02', 2]]);
  });

  test('of several factors, as `fm export factor-values` writes it, holds each by its name', () => {
    const text = 'run_id,factor,symbol,date,value\n1a,ROC20,AAPL,2024-01-02,1\n1a,values:mine,AAPL,2024-01-02,2\n';
    expect(cells(parse(text))).toEqual([
      ['roc20', 'AAPL', '2024-01-02', 1],
      ['mine', 'AAPL', '2024-01-02', 2],
    ]);
  });

  test.each(['', 'nan', 'NaN', 'None', 'NA', '<NA>', 'null'])('has "%s" for a value that is missing', (written) => {
    expect(cells(parse(`date,symbol,value\n2024-01-02,AAPL,${written}\n`))).toEqual([
      ['quality', 'AAPL', '2024-01-02', NaN],
    ]);
  });

  test.each([
    ['2024-01-04', sessionClose(dayOfIso('2024-01-04')) - 1],
    ['2024-01-04 00:00:00', sessionClose(dayOfIso('2024-01-04')) - 1],
    ['2024-01-04T18:30:00Z', Date.UTC(2024, 0, 4, 18, 30)],
    ['', undefined],
  ])('says with known_at "%s" when the value became known', (written, moment) => {
    const { values } = parse(`date,symbol,value,known_at\n2024-01-02,AAPL,1,${written}\n`);
    expect(values.map(({ knownAt }) => knownAt)).toEqual([moment]);
  });
});

test.each([
  ['VALUE_COLUMNS', 'date,value\n2024-01-02,1\n'],
  ['VALUE_COLUMNS', 'name,weight\nAAPL,1\n'],
  ['VALUE_COLUMNS', 'date,symbol\n2024-01-02,AAPL\n'],
  ['VALUE_COLUMNS', ''],
  ['VALUE_FIELDS', 'date,symbol,value\n2024-01-02,AAPL\n'],
  ['VALUE_SYMBOL', 'date,symbol,value\n2024-01-02,<b>,1\n'],
  ['VALUE_SYMBOL', 'date,<b>\n2024-01-02,1\n'],
  ['VALUE_DATE', 'date,symbol,value\nyesterday,AAPL,1\n'],
  ['VALUE_DATE', 'date,symbol,value\n2024-02-30,AAPL,1\n'],
  ['VALUE_DATE', 'date,symbol,value\n2024-06-02,AAPL,1\n'],
  ['VALUE_NUMBER', 'date,symbol,value\n2024-01-02,AAPL,much\n'],
  ['VALUE_NUMBER', 'date,symbol,value\n2024-01-02,AAPL,inf\n'],
  ['VALUE_KNOWN_AT', 'date,symbol,value,known_at\n2024-01-02,AAPL,1,2024-01-04 18:30\n'],
  ['VALUE_KNOWN_AT', 'date,symbol,value,known_at\n2024-01-02,AAPL,1,2024-01-32\n'],
  ['VALUE_CONFLICT', 'date,symbol,value\n2024-01-02,AAPL,1\n2024-01-02,AAPL,2\n'],
])('%s: %j holds no value that can be used', (code, text) => {
  const { values, refused } = parse(text);
  expect(values).toEqual([]);
  expect(new Set(refused.map((one) => one.code))).toEqual(new Set([code]));
});

test('of a line with one wrong field the others are used', () => {
  const parsed = parse('date,AAPL,MSFT\n2024-01-02,x,2\n');
  expect(cells(parsed)).toEqual([['quality', 'MSFT', '2024-01-02', 2]]);
  expect(parsed.refused).toMatchObject([{ code: 'VALUE_NUMBER', line: 2, symbol: 'AAPL' }]);
});
