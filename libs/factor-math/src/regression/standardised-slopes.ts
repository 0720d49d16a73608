import type { CrossSectionalCoefficients } from '../inference/fama-macbeth.ts';
import { mean, standardDeviation } from '../panel/moments.ts';
import { requireSameShape, type Panel } from '../panel/panel.ts';
import { regressionLine } from './simple-regression.ts';

const { isFinite } = Number;

/**
 * Regresses each session's returns on a constant and the signal of the session before in cross-sectional standard
 * deviations: `crossSectionalRegressions(returns, [lagged(zScore(signal), 1)])` to the bit, one session at a time, so that
 * neither of the two panels is made.
 *
 * @param returns - days x stocks
 * @param signal - of the same shape
 */
export function standardisedSlopes(returns: Panel, signal: Panel): CrossSectionalCoefficients {
  requireSameShape(returns, signal);
  const { days, stocks } = returns;
  const series = [0, 1].map(() => new Float64Array(days).fill(NaN));
  const observations = new Uint32Array(days);
  const present = new Float64Array(stocks);
  const scores = new Float64Array(stocks);
  const all = { from: 0, to: stocks - 1, minimum: 3 };
  for (let t = 1; t < days; t++) {
    standardise(signal.values, (t - 1) * stocks, present, scores);
    const fit = regressionLine({ values: returns.values, offset: t * stocks }, { values: scores }, all);
    observations[t] = fit.observations;
    if (!fit.ok) continue;
    series[0][t] = fit.alpha;
    series[1][t] = fit.beta;
  }
  return { days, series, observations };
}

/** Enters `(x - mean) / sd` of the row's values, NaN where there is none or they do not vary. */
function standardise(values: Float64Array, row: number, present: Float64Array, scores: Float64Array): void {
  const stocks = scores.length;
  let n = 0;
  for (let i = 0; i < stocks; i++) {
    const value = values[row + i];
    present[n] = value;
    n += isFinite(value) ? 1 : 0;
  }
  const there = present.subarray(0, n);
  const centre = mean(there);
  const deviation = standardDeviation(there);
  for (let i = 0; i < stocks; i++) {
    const value = values[row + i];
    scores[i] = isFinite(value) && deviation > 0 ? (value - centre) / deviation : NaN;
  }
}
