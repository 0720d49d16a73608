import { meanTest, type MeanTest } from './mean-test.ts';
import { ordinaryLeastSquares } from '../regression/ordinary-least-squares.ts';
import { requireSameShape, type Panel } from '../panel/panel.ts';
import { regressionLine } from '../regression/simple-regression.ts';

/** Coefficients of one cross-sectional regression per session. */
export interface CrossSectionalCoefficients {
  readonly days: number;
  /** Constant first, then one series per regressor; NaN on sessions without an estimate. */
  readonly series: readonly Float64Array[];
  /** Stocks used per session. */
  readonly observations: Uint32Array;
}

/**
 * Regresses each session's `y` on a constant and the regressors of the same row across stocks. To predict returns, give
 * regressors that were known before: `lagged(signal, 1)`.
 *
 * @param y - days x stocks
 * @param regressors - panels of the same shape
 */
export function crossSectionalRegressions(y: Panel, regressors: readonly Panel[]): CrossSectionalCoefficients {
  for (const x of regressors) requireSameShape(y, x);
  const { days } = y;
  const series = Array.from({ length: regressors.length + 1 }, () => new Float64Array(days).fill(NaN));
  const observations = new Uint32Array(days);
  for (let t = 0; t < days; t++) {
    const { observations: used, coefficients } = crossSection(y, regressors, t);
    observations[t] = used;
    coefficients.forEach((coefficient, j) => (series[j][t] = coefficient));
  }
  return { days, series, observations };
}

interface CrossSection {
  readonly observations: number;
  /** Constant first; empty without an estimate. */
  readonly coefficients: readonly number[];
}

/** One session's regression; with a single regressor the closed form, which is many times faster than QR. */
function crossSection(y: Panel, regressors: readonly Panel[], t: number): CrossSection {
  const { stocks } = y;
  const offset = t * stocks;
  if (regressors.length === 1) {
    const window = { from: 0, to: stocks - 1, minimum: 3 };
    const fit = regressionLine({ values: y.values, offset }, { values: regressors[0].values, offset }, window);
    return { observations: fit.observations, coefficients: fit.ok ? [fit.alpha, fit.beta] : [] };
  }
  const row = (panel: Panel): Float64Array => panel.values.subarray(offset, offset + stocks);
  const fit = ordinaryLeastSquares(row(y), regressors.map(row));
  return { observations: fit.observations, coefficients: fit.ok ? [...fit.coefficients] : [] };
}

/** Result of {@link famaMacBeth}. */
export interface FamaMacBeth {
  readonly estimator: 'Fama-MacBeth';
  /** Sessions with an estimate. */
  readonly periods: number;
  /** Mean stocks per session with an estimate. */
  readonly meanObservations: number;
  /** Constant first: mean coefficient with classical and Newey-West error. */
  readonly premia: readonly MeanTest[];
}

/**
 * Fama-MacBeth premia: the mean over sessions of the cross-sectional coefficients, with the standard error of a mean
 * (Fama and MacBeth 1973, Risk, Return and Equilibrium) and with Newey-West's for autocorrelated premia.
 *
 * @param coefficients - from {@link crossSectionalRegressions}
 * @param window - first and last session, inclusive. @default all
 * @param lag - autocovariances counted by Newey-West. @default floor(4 (n/100)^(2/9))
 */
export function famaMacBeth(
  coefficients: CrossSectionalCoefficients,
  window: { readonly from: number; readonly to: number } = { from: 0, to: coefficients.days - 1 },
  lag?: number,
): FamaMacBeth {
  const cut = (series: Float64Array): Float64Array => series.subarray(window.from, window.to + 1);
  let stocks = 0;
  for (let t = window.from; t <= window.to; t++) {
    if (!Number.isNaN(coefficients.series[0][t])) stocks += coefficients.observations[t];
  }
  const premia = coefficients.series.map((series) => meanTest(cut(series), lag));
  const periods = premia[0].observations;
  return { estimator: 'Fama-MacBeth', periods, meanObservations: stocks / periods, premia };
}
