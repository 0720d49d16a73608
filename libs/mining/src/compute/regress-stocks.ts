import {
  benjaminiHochberg,
  halvesOf,
  regressionBeside,
  regressionLine,
  studentTTwoSidedP,
  type Panel,
} from '@fm/factor-math';
import type { RangeOfSessions } from '@fm/results';
import { returnColumns } from '@fm/market';
import { stockDropReasons, stockStatistics, type StockColumns, type StockStatistic } from '@fm/results';
import type { ComputedFactor } from './compute-factor.ts';

/** Minimum number of sessions with both returns for a regression of one stock. */
const minimum = 30;

/** The same for the beta of half a range. */
const minimumOfHalf = 20;

/** Stocks whose ex-self returns are made together: those of one line of the cache. */
const together = 8;

/**
 * Regresses every stock on the factor return over every range, and on the factor return without the stock's own
 * position; adjusts the p-values of each range over its stocks.
 */
export function testStocks(
  returns: Panel,
  { returns: { spread }, exSelf }: Pick<ComputedFactor, 'returns' | 'exSelf'>,
  ranges: readonly RangeOfSessions[],
): StockColumns {
  const { stocks } = returns;
  const columns = emptyColumns(stocks, ranges.length);
  const series = returnColumns(returns);
  for (let first = 0; first < stocks; first += together) {
    const last = Math.min(stocks, first + together) - 1;
    exSelf(first, last).forEach((without, at) => {
      const own = series[first + at] as Float64Array;
      ranges.forEach((range, r) => enter(columns, r * stocks + first + at, own, spread, without, range));
    });
  }
  ranges.forEach((_, r) => adjust(columns, r * stocks));
  return columns;
}

function emptyColumns(stocks: number, ranges: number): StockColumns {
  const missing = Object.keys(stockStatistics).map((name) => [name, new Float64Array(ranges * stocks).fill(NaN)]);
  return {
    stocks,
    observations: new Uint32Array(ranges * stocks),
    statistics: Object.fromEntries(missing) as Record<StockStatistic, Float64Array>,
    halfBetas: [new Float64Array(ranges * stocks).fill(NaN), new Float64Array(ranges * stocks).fill(NaN)],
    pValueExSelf: new Float64Array(ranges * stocks).fill(NaN),
    dropReason: new Uint8Array(ranges * stocks),
  };
}

const codes = {
  too_few_observations: stockDropReasons.indexOf('too_few_observations'),
  constant_regressor: stockDropReasons.indexOf('constant_factor_return'),
};

function enter(
  { observations, statistics, halfBetas, pValueExSelf, dropReason }: StockColumns,
  at: number,
  stockReturns: Float64Array,
  spread: Float64Array,
  exSelf: Float64Array,
  { from, to }: RangeOfSessions,
): void {
  const { own, other: without } = regressionBeside(stockReturns, spread, exSelf, { from, to, minimum });
  observations[at] = own.observations;
  if (own.ok) {
    statistics.alpha[at] = finite(own.alpha);
    statistics.beta[at] = finite(own.beta);
    statistics.alphaTStat[at] = finite(own.alphaT);
    statistics.tStat[at] = finite(own.betaT);
    statistics.tStatNeweyWest[at] = finite(own.neweyWestBetaT);
    statistics.pValue[at] = finite(own.pValue);
    statistics.rSquared[at] = finite(own.rSquared);
    statistics.betaLow[at] = finite(own.betaLow);
    statistics.betaHigh[at] = finite(own.betaHigh);
  } else dropReason[at] = codes[own.reason];
  halvesOf({ from, to }).forEach((half, which) => {
    const line = regressionLine({ values: stockReturns }, { values: exSelf }, { ...half, minimum: minimumOfHalf });
    if (line.ok) (halfBetas[which] as Float64Array)[at] = finite(line.beta);
  });
  if (!without.ok) return;
  statistics.betaExSelf[at] = finite(without.beta);
  statistics.tStatExSelf[at] = finite(without.betaT);
  statistics.rSquaredExSelf[at] = finite(without.rSquared);
  pValueExSelf[at] = studentTTwoSidedP(without.betaT, without.observations - 2);
}

/** Benjamini-Hochberg over the stocks of one range that have a p-value. */
function adjust({ stocks, statistics }: StockColumns, begin: number): void {
  statistics.pValueAdjusted.set(benjaminiHochberg(statistics.pValue.subarray(begin, begin + stocks)), begin);
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : NaN;
}
