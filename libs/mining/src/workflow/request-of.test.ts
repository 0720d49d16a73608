import { describe, expect, test } from '@jest/globals';
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

  test('lists every fault at once', () => {
    const input = { start_date: '2020-01-01', factor: 'ALPHA', thread_no: 0, parallel_m: 'many', colour: 'red' };
    expect(() => requestOf(input)).toThrow(/colour.*thread_no.*parallel_m.*start_date and end_date.*ALPHA/);
  });

  test.each([null, 'text', []])('refuses %j', (input) => {
    expect(() => requestOf(input)).toThrow(expect.objectContaining({ code: 'REFUSED_REQUEST' }));
  });
});
