import { describe, expect, test } from '@jest/globals';
import { withoutCut } from '../request/request.ts';
import { requestOf } from './request-of.ts';

describe('requestOf', () => {
  test("reads the reference platform's input", () => {
    const input = {
      start_date: '2020-01-01',
      end_date: '2020-12-31',
      tickers: ['AAPL', 'MSFT'],
      factor: 'ROC',
      thread_no: 2,
      parallel_m: '3',
    };
    expect(requestOf(input)).toMatchObject({
      factors: ['ROC20'],
      universe: 'AAPL,MSFT',
      ranges: '2020-01-01..2020-12-31',
      weighting: 'equal',
    });
  });

  test('reads lists of factors and ranges', () => {
    const request = requestOf({
      factors: ['RSI14', 'PB'],
      ranges: ['yearly', 'quarterly'],
      horizons: [1, 5],
      weighting: 'cap',
    });
    expect(request).toMatchObject({
      factors: ['RSI14', 'PB'],
      ranges: 'yearly,quarterly',
      horizons: [1, 5],
      weighting: 'cap',
    });
  });

  test('reads a hold-out, and its faults', () => {
    const holdout = '2022-01-01..2023-12-31';
    expect(requestOf({ factor: 'ROC', holdout })).toMatchObject({ holdout, ranges: 'yearly' });
    expect(() => requestOf({ start_date: '2020-01-01', end_date: '2022-06-30', holdout })).toThrow(
      'the range 2020-01-01..2022-06-30 does not end before the hold-out 2022-01-01..2023-12-31',
    );
  });

  test('cuts the work as asked, without a change of what is asked for', () => {
    const request = requestOf({ factor: 'ROC', thread_no: 2, parallel_m: '3', slice_seconds: 60 });
    expect(request).toMatchObject({ threadNo: 2, parallelM: 3, sliceSeconds: 60 });
    expect(withoutCut(request)).toEqual(requestOf({ factor: 'ROC' }));
  });

  test('takes the moment of a schedule, on which nothing depends', () => {
    const scheduled = { factor: 'ROC', scheduledTime: '2026-03-07T08:00:00Z' };
    expect(requestOf(scheduled)).toEqual(requestOf({ factor: 'ROC' }));
    expect(() => requestOf({ scheduledTime: 'now' })).toThrow('scheduledTime "now" is not a moment');
  });

  test.each([
    [
      'every date range that cannot be read',
      { ranges: ['monthly', 'yearly', '2020-02-30..2020-03-01'] },
      ['monthly', '2020-02-30'],
    ],
    ['a field with a name that objects have anyway', { toString: 'x', constructor: 'y' }, ['toString', 'constructor']],
    ['a field that would be the prototype', JSON.parse('{"__proto__": 5}'), ['__proto__']],
    ['a first day after the last', { from: '2021-01-01', to: '2020-01-01' }, ['2021-01-01']],
    ['a cost that is empty', { cost_basis_points: ' ' }, ['cost']],
  ])('refuses %s', (_what, given: object, faults) => {
    for (const fault of faults) expect(() => requestOf(given)).toThrow(fault);
  });

  test('lists every fault at once', () => {
    const input = {
      start_date: '2020-01-01',
      factor: 'ALPHA',
      tickers: [],
      thread_no: 0,
      parallel_m: 'many',
      universe: 5,
      horizons: [1, null],
      colour: 'red',
    };
    const refused = (): unknown => requestOf(input);
    for (const fault of [
      'colour',
      'thread_no "0"',
      'parallel_m "many"',
      'start_date and end_date',
      'ALPHA',
      'tickers',
    ]) {
      expect(refused).toThrow(new RegExp(fault));
    }
    expect(refused).toThrow(/8 faults.*universe 5 is not a text.*horizons \[1,null\] is not a list/);
  });

  test('refuses two fields that say different things', () => {
    const input = { factor: 'ROC', factors: ['PB'], tickers: 'AAPL', universe: 'ingested' };
    expect(() => requestOf(input)).toThrow(
      /factor and factors are mutually exclusive.*tickers and universe are mutually exclusive/,
    );
  });

  test.each([null, 'text', []])('refuses %j', (input) => {
    expect(() => requestOf(input)).toThrow(expect.objectContaining({ code: 'REFUSED_REQUEST' }));
  });
});
