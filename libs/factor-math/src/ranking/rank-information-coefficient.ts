import { requireSameShape, type Panel } from '../panel/panel.ts';
import { spearman } from './spearman.ts';

const { isFinite } = Number;

/**
 * Rank information coefficient per session: Spearman's correlation across stocks of `signal[t]` with
 * `forwardReturns[t]`, the return earned after t.
 *
 * Source: Grinold and Kahn (2000), Active Portfolio Management, chapter 6.
 *
 * @param signal - days x stocks
 * @param forwardReturns - days x stocks; row t holds the return from t to the horizon, see `forwardReturns`
 * @returns one value per session; NaN with fewer than two stocks that have both
 */
export function rankInformationCoefficient(signal: Panel, forwardReturns: Panel): Float64Array {
  requireSameShape(signal, forwardReturns);
  const { days, stocks } = signal;
  const coefficients = new Float64Array(days);
  const x = new Float64Array(stocks);
  const y = new Float64Array(stocks);
  for (let t = 0; t < days; t++) {
    let n = 0;
    for (let cell = t * stocks; cell < (t + 1) * stocks; cell++) {
      const a = signal.values[cell];
      const b = forwardReturns.values[cell];
      if (!isFinite(a) || !isFinite(b)) continue;
      x[n] = a;
      y[n++] = b;
    }
    coefficients[t] = spearman(x, y, n);
  }
  return coefficients;
}
