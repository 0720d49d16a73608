import { describe, expect, test } from '@jest/globals';
import { earliest, latest, windowsOf, type SymbolClaim } from './symbol-windows.ts';

const at = (day: string) => Date.parse(day);
const claim = (cik: string, first: string, last: string, sources = ['companyfacts']): SymbolClaim => ({
  ...{ symbol: 'METX', cik, sources },
  known: { first: at(first), last: at(last) },
});
const used = (claims: readonly SymbolClaim[], mapped: Parameters<typeof windowsOf>[1] = []) =>
  windowsOf(claims, mapped)
    .filter(({ status }) => status === 'used')
    .map(({ cik, begins, ends }) => [cik, begins, ends]);

describe('a symbol', () => {
  test('of one filer is its own always', () => {
    expect(used([claim('1', '2010-01-01', '2020-01-01')])).toEqual([['1', earliest, latest]]);
  });

  test('of two filers that file at one time is of neither', () => {
    const windows = windowsOf([claim('1', '2018-02-15', '2018-02-15'), claim('2', '2018-02-07', '2018-02-07')], []);
    expect(windows.map(({ status }) => status)).toEqual(['two_filers', 'two_filers']);
  });

  test('of two filers, one after the other, is of each in its time', () => {
    expect(used([claim('2', '2019-06-01', '2023-06-01'), claim('1', '2010-06-01', '2018-06-01')])).toEqual([
      ['1', earliest, at('2019-06-01')],
      ['2', at('2019-06-01'), latest],
    ]);
  });

  test('that the SEC names for one of them is of that one', () => {
    const windows = windowsOf(
      [claim('1', '2018-02-15', '2019-02-15'), claim('2', '2018-02-07', '2019-02-07', ['company-tickers'])],
      [],
    );
    expect(windows.map(({ cik, status }) => [cik, status])).toEqual([
      ['1', 'named_by_sec_for_another'],
      ['2', 'used'],
    ]);
  });

  test('is whose a mapping file says it is, the last day included', () => {
    const claims = [claim('1', '2010-01-01', '2023-01-01'), claim('3', '2010-01-01', '2023-01-01')];
    const mapped = [
      { symbol: 'METX', cik: '1', from: undefined, until: at('2019-05-31') },
      { symbol: 'METX', cik: '2', from: at('2019-06-01'), until: undefined },
    ];
    expect(used(claims, mapped)).toEqual([
      ['1', earliest, at('2019-06-01')],
      ['2', at('2019-06-01'), latest],
    ]);
    expect(windowsOf(claims, mapped).find(({ cik }) => cik === '3')?.status).toBe('mapped_to_another');
  });

  test('that a mapping file gives two filers at one time is of neither', () => {
    const mapped = ['1', '2'].map((cik) => ({ symbol: 'METX', cik, from: undefined, until: undefined }));
    expect(used([], mapped)).toEqual([]);
  });
});
