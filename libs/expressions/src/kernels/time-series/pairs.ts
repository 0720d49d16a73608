import { callMoments } from '../simd-calls.ts';
import { numberOf, type KernelEntry } from '../work.ts';
import { meanOf, squaresOf } from './moments.ts';
import { everyWindow, wholeWindows, type Statistic, type Window } from './windows.ts';

function productsOf(x: Float64Array, y: Float64Array, n: number): number {
  const meanX = meanOf(x, n);
  const meanY = meanOf(y, n);
  let sum = 0;
  for (let j = 0; j < n; j++) sum += (x[j] - meanX) * (y[j] - meanY);
  return sum;
}

function correlation(x: Float64Array, y: Float64Array, n: number): number {
  const result = productsOf(x, y, n) / (Math.sqrt(squaresOf(x, n)) * Math.sqrt(squaresOf(y, n)));
  return result !== result ? NaN : Math.min(1, Math.max(-1, result));
}

/** Slope of the first series on the second. */
function slope({ values: [y, x], n }: Window): number {
  return productsOf(y, x, n) / squaresOf(x, n);
}

/** What the regression of the first series on the second leaves of its last value. */
function residual(window: Window): number {
  const { values, n, hasToday } = window;
  if (!hasToday) return NaN;
  const [y, x] = values;
  return y[n - 1] - meanOf(y, n) - slope(window) * (x[n - 1] - meanOf(x, n));
}

function partial({ values: [x, y, z], n }: Window): number {
  const xy = correlation(x, y, n);
  const xz = correlation(x, z, n);
  const yz = correlation(y, z, n);
  const rest = (1 - xz * xz) * (1 - yz * yz);
  return rest > 0 ? Math.min(1, Math.max(-1, (xy - xz * yz) / Math.sqrt(rest))) : NaN;
}

function coskewness({ values: [x, y], n }: Window): number {
  const meanX = meanOf(x, n);
  const meanY = meanOf(y, n);
  let sum = 0;
  for (let j = 0; j < n; j++) sum += (x[j] - meanX) * (y[j] - meanY) * (y[j] - meanY);
  return sum / n / (Math.sqrt(squaresOf(x, n) / n) * (squaresOf(y, n) / n));
}

const columns = (statistic: Statistic, fewest = 2): KernelEntry => ({
  reach: 'columns',
  run: everyWindow(statistic, { fewest }),
});

const whole = (name: string, longName: string, statistic: Statistic): KernelEntry => ({
  reach: 'columns',
  run: wholeWindows((work) => callMoments(work, name, longName, numberOf(work, 0) - 1), statistic, { fewest: 2 }),
});

/** Two or three series over the same window; the registry has the definitions and sources. */
export const pairs: Readonly<Record<string, KernelEntry>> = {
  ts_corr: whole('correlation', 'longCorrelation', ({ values: [x, y], n }) => correlation(x, y, n)),
  ts_cov: whole('covariance', 'longCovariance', ({ values: [x, y], n }) => productsOf(x, y, n) / (n - 1)),
  ts_beta: whole('beta', 'longBeta', slope),
  ts_alpha: columns((window) => {
    const [y, x] = window.values;
    return meanOf(y, window.n) - slope(window) * meanOf(x, window.n);
  }),
  ts_resid2: columns(residual),
  ts_partial_corr: columns(partial, 3),
  ts_co_skewness: columns(coskewness, 3),
};
