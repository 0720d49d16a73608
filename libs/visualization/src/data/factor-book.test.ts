import { expect, test } from '@jest/globals';
import type { FactorBook, MadeBook, ReturnFigures } from '@fm/portfolio/book';
import { bookWeightings } from '@fm/factor-math';
import { weightings } from '../api/book-schemas.ts';
import { bookAnswer } from './factor-book.ts';

const dates = ['2020-01-30', '2020-01-31', '2020-02-03'];
const periods = {
  monthly: [{ period: '2020-01', value: 0.1, sessions: 20 }],
  yearly: [{ period: '2020', value: 0.2, sessions: 20 }],
};
const figures = { ...periods, mean: 0.05, t: null, drawdowns: [] } as Partial<ReturnFigures> as ReturnFigures;
const atClose = {
  ...{ dates, trades: 2, skill: [{ month: '2020-01', value: 0.3, signals: 1 }] },
  net: Float64Array.of(0.01234567891, NaN, -0.5),
  gross: Float64Array.of(0, 0, 0),
  benchmark: Float64Array.of(0.1, -0.1, 0),
  traded: Float64Array.of(2, 1, 0.5),
  figures: { net: figures, gross: figures, benchmark: figures, turnover: 3, breakEven: null },
} as unknown as MadeBook;

/** The answer about a book with or without a short side. */
function answerOf(longOnly: boolean) {
  const terms = { factor: 'PB', longOnly, rebalance: 21, costs: { commission: 10, spread: 0, borrow: 0 } };
  return bookAnswer({
    ...{ run: { id: 'r' }, terms, atClose, ledger: { trials: 7, pValue: 0.5 } },
  } as unknown as FactorBook);
}

test('returns keep six digits, and a session without one is missing', () => {
  const { net, run, factor, trials, pValueOfLedger } = answerOf(false);
  expect(net).toEqual([0.0123457, null, -0.5]);
  expect({ run, factor, trials, pValueOfLedger }).toEqual({ run: 'r', factor: 'PB', trials: 7, pValueOfLedger: 0.5 });
});

test('turnover is one-way by month: a quarter of what is traded with two sides, half of it with one', () => {
  expect(answerOf(false).turnover).toEqual([
    { period: '2020-01', value: 0.75 },
    { period: '2020-02', value: 0.125 },
  ]);
  expect(answerOf(true).turnover[0]).toEqual({ period: '2020-01', value: 1.5 });
});

test('figures without a value are null, and those of the book are separate from those of its returns', () => {
  const { figures: sent, book, terms } = answerOf(false);
  expect(sent.net).toMatchObject({ mean: 0.05, t: null });
  expect(book).toEqual({ turnover: 3, breakEven: null });
  expect(terms).toMatchObject({ rebalance: '21', commission: 10 });
});

test('lines under water begin at the wealth of the first session, and years of a rolling figure are missing at first', () => {
  const { underWater, sharpe } = answerOf(false).derived;
  expect(underWater.map(({ name }) => name)).toEqual(['net', 'universe']);
  expect(underWater[1]?.returns).toEqual([0, -0.1, -0.1]);
  expect(sharpe[0]?.returns).toEqual([null, null, null]);
});

test('a book can be ordered with every weighting that there is', () => {
  expect(weightings).toEqual(bookWeightings);
});
