import { describe, expect, test } from '@jest/globals';
import { applyFilters, optionsOf } from './filters.ts';
import { pageOf, sortRows } from './paging.ts';
import type { SummaryRow } from '../api/schemas.ts';
import { trialsOf } from './summaries.ts';

function row(factor: string, factorType: string, year: number, meanTStat: number | null): SummaryRow {
  return {
    factor,
    factorType,
    role: '',
    start: `${year}-01-01`,
    end: `${year}-12-31`,
    stocks: 30,
    meanBeta: 0.1,
    meanTStat,
    meanRSquared: 0.02,
    significant: 3,
    significantAdjusted: 1,
    premium: 0.05,
    side: 'long',
    volatility: 0.1,
    sharpe: 0.5,
    maxDrawdown: -0.2,
    premiumTStat: 1.1,
    statistics: {},
    coverage: { sessions: 252, sessionsWithReturn: 252, meanStocks: 30, minStocks: 30, maxStocks: 30, drops: [] },
  };
}

const rows = [
  row('RSI14', 'technical', 2020, -2),
  row('RSI14', 'technical', 2021, null),
  row('PB', 'fundamental', 2020, 1),
];

describe('applyFilters', () => {
  test('narrows by type, factor, dates and text', () => {
    expect(applyFilters(rows, { type: 'fundamental' })).toEqual([rows[2]]);
    expect(applyFilters(rows, { factor: 'RSI14', start: '2021-01-01' })).toEqual([rows[1]]);
    expect(applyFilters(rows, { end: '2020-12-31' })).toEqual([rows[0], rows[2]]);
    expect(applyFilters(rows, { q: 'rsi' })).toEqual([rows[0], rows[1]]);
  });

  test('refuses what the run does not have and names what it has', () => {
    expect(() => applyFilters(rows, { factor: 'NOPE' })).toThrow(/FACTOR_NOT_FOUND.*RSI14, PB/);
    expect(() => applyFilters(rows, { type: 'astrology' })).toThrow(/FACTOR_TYPE_NOT_FOUND.*technical, fundamental/);
    expect(() => applyFilters(rows, { start: '2021-01-01', end: '2020-01-01' })).toThrow(/RANGE_REVERSED/);
  });
});

test('optionsOf lists the types in the order of display', () => {
  expect(optionsOf(rows).types).toEqual(['technical', 'fundamental']);
  expect(optionsOf(rows)).toMatchObject({
    starts: ['2020-01-01', '2021-01-01'],
    ends: ['2020-12-31', '2021-12-31'],
  });
});

test('trialsOf counts the results with a premium, as fm results does', () => {
  expect(trialsOf(rows)).toEqual({ factors: 2, ranges: 2, total: 3 });
  expect(trialsOf(rows.map((each) => ({ ...each, premium: null })))).toMatchObject({ total: 0 });
});

test('sortRows keeps signs and puts missing values last in both orders', () => {
  expect(sortRows(rows, 'meanTStat', 'asc').map((each) => each.meanTStat)).toEqual([-2, 1, null]);
  expect(sortRows(rows, 'meanTStat', 'desc').map((each) => each.meanTStat)).toEqual([1, -2, null]);
});

test('pageOf says how many rows there are in all', () => {
  expect(pageOf([1, 2, 3], 2, 2)).toEqual({ rows: [3], total: 3, page: 2, pageSize: 2 });
});
