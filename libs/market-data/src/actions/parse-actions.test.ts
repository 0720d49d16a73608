import { describe, expect, test } from '@jest/globals';
import { isoOfDay } from '@fm/platform/time';
import { mutate } from '../testing/mutate.ts';
import { amountOf, ratioOf } from './amounts.ts';
import { parseActions, type ParsedActions } from './parse-actions.ts';

const context = { symbol: 'AAPL', today: '2024-03-08' };
const shown = ({ actions, refused }: ParsedActions) => [
  ...actions.map(({ symbol, day, kind, value }) => `${symbol} ${isoOfDay(day)} ${kind} ${value}`),
  ...refused.map(({ code, line }) => `${code}:${line}`),
];

describe('a file of corporate actions', () => {
  test("may be Yahoo's splits, Yahoo's dividends, or both in one with zeros where there is none", () => {
    expect(shown(parseActions('Date,Stock Splits\n2020-08-31,4:1\n2014-06-09,7/1\n', context))).toEqual([
      'AAPL 2020-08-31 split 4',
      'AAPL 2014-06-09 split 7',
    ]);
    expect(shown(parseActions('\ufeff"Date","Dividends"\r\n"2023-02-10","0.230000"\r\n', context))).toEqual([
      'AAPL 2023-02-10 dividend 0.23',
    ]);
    const both = 'Date,Dividends,Stock Splits\n2020-08-07 00:00:00-04:00,0.205,0.0\n2020-08-31,0.0,4.0\n';
    expect(shown(parseActions(both, context))).toEqual(['AAPL 2020-08-07 dividend 0.205', 'AAPL 2020-08-31 split 4']);
  });

  test('may name symbol and kind in each line', () => {
    const text =
      'symbol,date,kind,value\nnke.us,2015-12-24,split,2:1\nGE,2021-08-02,Split,1:8\nKO,2023-03-16,dividend,0.46\n';
    expect(shown(parseActions(text, { ...context, symbol: '' }))).toEqual([
      'NKE 2015-12-24 split 2',
      'GE 2021-08-02 split 0.125',
      'KO 2023-03-16 dividend 0.46',
    ]);
  });

  test.each([
    ['Open,Close\n1,2\n', ['ACTION_COLUMNS:1']],
    ['', ['ACTION_COLUMNS:1']],
    [
      'Date,Dividends\nyesterday,1\n2024-02-30,1\n2024-03-09,1\n',
      ['ACTION_DATE:2', 'ACTION_DATE:3', 'ACTION_IN_FUTURE:4'],
    ],
    [
      'Date,Stock Splits\n2020-08-31,4-for-1\n2020-08-31,-4\n2020-08-31,5000:1\n',
      ['ACTION_VALUE:2', 'ACTION_VALUE:3', 'ACTION_VALUE:4'],
    ],
    ['Date,Dividends,Stock Splits\n2020-08-31,,\n2020-09-01,1\n', ['ACTION_VALUE:2', 'ACTION_FIELDS:3']],
    ['Date,Kind,Value\n2020-08-31,spin-off,1\n2020-08-31,dividend,0\n', ['ACTION_KIND:2', 'ACTION_VALUE:3']],
    ['Ticker,Date,Kind,Value\n,2020-08-31,split,4\n', ['ACTION_SYMBOL:2']],
  ])('%j is named line by line, with what is wrong', (text, expected) => {
    expect(shown(parseActions(text, context))).toEqual(expected);
  });
});

test.each([
  ['4', 4],
  ['4:1', 4],
  ['3/2', 1.5],
  ['1:10', 0.1],
  ['1:1', 1],
  ['0', undefined],
  ['1:0', undefined],
  ['4:1:1', undefined],
  ['1e3', undefined],
  ['', undefined],
])('the ratio %j is %p', (text, ratio) => {
  expect(ratioOf(text)).toBe(ratio);
});

test('a dividend is positive, finite and plain', () => {
  expect(['0.23', '0', '-1', 'NaN', '1e2', '999999999'].map(amountOf)).toEqual([0.23, ...Array(5).fill(undefined)]);
});

test('1,500 mutated files: every action is in its line, every other line is refused or empty', () => {
  const text = [
    'Symbol,Date,Kind,Value',
    ...Array.from(
      { length: 12 },
      (_, at) => `S${at},2020-${String(at + 1).padStart(2, '0')}-15,${at % 2 ? 'split' : 'dividend'},${at + 2}`,
    ),
  ].join('\n');
  let whole = 0;
  for (let seed = 0; seed < 1500; seed++) {
    const mutated = mutate(Buffer.from(text), seed).toString('utf8');
    const lines = mutated.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
    const { actions, refused } = parseActions(mutated, context);
    for (const { day, kind, value, symbol, line } of actions) {
      const fields = lines[line - 1]!.split(',').map((field) => field.replaceAll('"', '').trim());
      expect(
        fields.some(
          (field) =>
            field.startsWith(isoOfDay(day)) ||
            field.replaceAll('/', '-').startsWith(isoOfDay(day)) ||
            field.startsWith(isoOfDay(day).replaceAll('-', '')),
        ),
      ).toBe(true);
      expect(fields.map((field) => field.toUpperCase())).toContain(kind.toUpperCase());
      expect(fields.some((field) => ratioOf(field) === value || amountOf(field) === value)).toBe(true);
      expect(symbol === 'AAPL' || fields.some((field) => field.toUpperCase().replace(/\.US$/, '') === symbol)).toBe(
        true,
      );
    }
    const full = lines.filter((line) => line.trim() !== '').length - 1;
    const said = new Set([...actions, ...refused].map(({ line }) => line));
    const zeros = lines.filter((line) => /^[^,]*(,0*\.?0*)+$/.test(line.trim())).length;
    if (refused[0]?.code !== 'ACTION_COLUMNS') expect(said.size + zeros).toBeGreaterThanOrEqual(full);
    if (actions.length === 12) whole += 1;
  }
  expect(whole).toBeGreaterThan(20);
});
