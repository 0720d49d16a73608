import { finiteValues } from '../panel/finite-values.ts';
import { forwardReturns } from '../portfolios/forward-returns.ts';
import { standardDeviation } from '../panel/moments.ts';
import { overlapAwareMean, type OverlapAwareMean } from '../inference/overlap-aware-mean.ts';
import type { Panel } from '../panel/panel.ts';
import { rankInformationCoefficient } from './rank-information-coefficient.ts';

/** Summary of the rank information coefficients of one horizon. */
export interface InformationCoefficient extends OverlapAwareMean {
  /** Sessions over which the forward return is earned. */
  readonly horizon: number;
  readonly standardDeviation: number;
  /** Information ratio of the coefficient, `mean / sd` per session. */
  readonly ratio: number;
  /** Share of sessions with a positive coefficient. */
  readonly positiveShare: number;
}

/**
 * Mean, standard deviation, ratio and overlap-aware test of rank information coefficients.
 *
 * Source: Grinold and Kahn (2000), Active Portfolio Management, chapter 6.
 *
 * @param coefficients - one per session, from `rankInformationCoefficient`
 * @param horizon - sessions of the forward return they were computed with
 */
export function summariseInformationCoefficient(coefficients: Float64Array, horizon: number): InformationCoefficient {
  const values = finiteValues(coefficients);
  const test = overlapAwareMean(values, horizon);
  const deviation = standardDeviation(values);
  return {
    ...test,
    horizon,
    standardDeviation: deviation,
    ratio: test.mean / deviation,
    positiveShare: values.filter((value) => value > 0).length / values.length,
  };
}

/**
 * Decay of a signal: the summary of its rank information coefficients at each horizon.
 *
 * @param signal - days x stocks
 * @param returns - simple returns, days x stocks
 * @param horizons - sessions. @default [1, 5, 21]
 */
export function informationCoefficientDecay(
  signal: Panel,
  returns: Panel,
  horizons: readonly number[] = [1, 5, 21],
): InformationCoefficient[] {
  return horizons.map((horizon) =>
    summariseInformationCoefficient(rankInformationCoefficient(signal, forwardReturns(returns, horizon)), horizon),
  );
}
