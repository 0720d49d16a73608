import { finiteValues } from '../panel/finite-values.ts';
import { mean } from '../panel/moments.ts';
import { quantileOfSorted } from '../ranking/quantile.ts';
import { annualisedMean, maxDrawdown, sessionsPerYear } from './performance.ts';

/**
 * Sortino ratio a year, `sqrt(252) mean(r - target) / sqrt(mean(min(r - target, 0)^2))`: the downside is taken over all
 * sessions, not only the losing ones (Sortino and van der Meer 1991; as quantstats and empyrical compute it).
 *
 * @param returns - simple returns per session; missing values are left out
 * @param target - least acceptable return of a session. @default 0
 * @returns NaN for no values; infinite where no return is below the target
 */
export function sortinoRatio(returns: Float64Array, target = 0): number {
  const excess = finiteValues(returns).map((value) => value - target);
  const downside = Math.sqrt(mean(excess.map((value) => Math.min(value, 0) ** 2)));
  return (Math.sqrt(sessionsPerYear) * mean(excess)) / downside;
}

/** Compound growth a year, `(prod (1 + r))^(252 / n) - 1`; -1 for a portfolio that loses everything, NaN for no values. */
export function compoundGrowth(returns: Float64Array): number {
  const values = finiteValues(returns);
  const wealth = values.reduce((product, value) => Math.max(0, product * (1 + value)), 1);
  return wealth ** (sessionsPerYear / values.length) - 1;
}

/**
 * Calmar ratio: compound growth a year over the size of the largest drawdown (Young 1991); NaN where there is no drawdown.
 */
export function calmarRatio(returns: Float64Array): number {
  const worst = maxDrawdown(returns);
  return worst < 0 ? compoundGrowth(returns) / -worst : NaN;
}

/**
 * Historical value at risk: the quantile of the returns at `tail`, by linear interpolation, as empyrical's
 * `value_at_risk` (numpy's percentile). A loss is negative.
 *
 * @param tail - @default 0.05
 */
export function valueAtRisk(returns: Float64Array, tail = 0.05): number {
  return quantileOfSorted(finiteValues(returns).sort(), tail);
}

/**
 * Historical expected shortfall: the mean of the `floor((n - 1) tail) + 1` lowest returns, as empyrical's
 * `conditional_value_at_risk` (Rockafellar and Uryasev 2000). A loss is negative.
 *
 * @param tail - @default 0.05
 */
export function expectedShortfall(returns: Float64Array, tail = 0.05): number {
  const sorted = finiteValues(returns).sort();
  return mean(sorted.subarray(0, Math.floor((sorted.length - 1) * tail) + 1));
}

/** Growth of wealth over each calendar period, see {@link returnsByPeriod}. */
export interface PeriodReturn {
  /** `YYYY-MM` or `YYYY`. */
  readonly period: string;
  /** Compounded over the sessions with a return. */
  readonly value: number;
  readonly sessions: number;
}

/**
 * Compounded return of each calendar month or year, `prod (1 + r) - 1`; a period without a return is not in it.
 *
 * @param dates - ISO dates, ascending, one per return
 */
export function returnsByPeriod(
  dates: readonly string[],
  returns: Float64Array,
  period: 'month' | 'year',
): PeriodReturn[] {
  const found: { period: string; wealth: number; sessions: number }[] = [];
  for (let t = 0; t < returns.length; t++) {
    if (Number.isNaN(returns[t])) continue;
    const name = dates[t].slice(0, period === 'month' ? 7 : 4);
    let last = found.at(-1);
    if (last?.period !== name) found.push((last = { period: name, wealth: 1, sessions: 0 }));
    last.wealth *= 1 + returns[t];
    last.sessions++;
  }
  return found.map(({ period: name, wealth, sessions }) => ({ period: name, value: wealth - 1, sessions }));
}

/**
 * Rolling annualised Sharpe ratio, `sqrt(252) mean / sd` with n - 1, over the last `window` sessions; missing until the
 * window is full and wherever a return in it is missing, or where all are equal. Each window is summed on its own, so that
 * the result does not depend on where the series begins.
 */
export function rollingSharpe(returns: Float64Array, window: number): Float64Array {
  return overWindows(returns.length, window, (from, to) => {
    const values = returns.subarray(from, to);
    const centre = annualisedMean(values) / sessionsPerYear;
    const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
    return squares > 0 && values.every(Number.isFinite)
      ? (Math.sqrt(sessionsPerYear) * centre) / Math.sqrt(squares / (window - 1))
      : NaN;
  });
}

/** Rolling slope of a return on a benchmark, `cov / var`, over the last `window` sessions; missing as {@link rollingSharpe}. */
export function rollingBeta(returns: Float64Array, benchmark: Float64Array, window: number): Float64Array {
  return overWindows(returns.length, window, (from, to) => {
    const [y, x] = [returns.subarray(from, to), benchmark.subarray(from, to)];
    const [my, mx] = [mean(y), mean(x)];
    let cross = 0;
    let squares = 0;
    for (let t = 0; t < window; t++) {
      cross += (x[t] - mx) * (y[t] - my);
      squares += (x[t] - mx) ** 2;
    }
    return squares > 0 ? cross / squares : NaN;
  });
}

function overWindows(length: number, window: number, of: (from: number, to: number) => number): Float64Array {
  return Float64Array.from({ length }, (_, t) => (t + 1 < window ? NaN : of(t + 1 - window, t + 1)));
}
