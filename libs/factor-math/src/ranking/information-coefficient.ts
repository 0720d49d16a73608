import { finiteValues } from '../panel/finite-values.ts';
import { forwardReturns } from '../portfolios/forward-returns.ts';
import { standardDeviation } from '../panel/moments.ts';
import { neweyWestLag } from '../inference/newey-west-lag.ts';
import { neweyWestMeanT } from '../inference/newey-west-mean.ts';
import type { Panel } from '../panel/panel.ts';
import { rankInformationCoefficient } from './rank-information-coefficient.ts';
import { robustMean, type RobustMean } from '../inference/robust-mean.ts';

/** Summary of the rank information coefficients of one horizon. */
export interface InformationCoefficient extends RobustMean {
  /** Sessions over which the forward return is earned. */
  readonly horizon: number;
  readonly standardDeviation: number;
  /** t with Newey-West and a lag of at least horizon - 1; in short samples it is too large to be read as normal. */
  readonly neweyWestT: number;
  readonly lag: number;
  /** Information ratio of the coefficient, `mean / sd` per session. */
  readonly ratio: number;
  /** Share of sessions with a positive coefficient. */
  readonly positiveShare: number;
}

/** Fewest degrees of freedom of the test where horizons overlap. */
const fewestDegrees = 2;

/**
 * Mean, standard deviation, ratio and test of rank information coefficients, which allows for the overlap of horizons.
 *
 * Coefficients that span fewer than six horizons have no test: `t` and `pValue` are NaN, `degrees` is 0. A single cosine would
 * be left to estimate the variance from. Its critical value is 12.7 standard errors, and of a lasting signal, whose coefficients
 * share all of their common sessions, it rejects up to 6.2 % instead of 5 %.
 *
 * Source: Grinold and Kahn (2000), Active Portfolio Management, chapter 6.
 *
 * @param coefficients - one per session, from `rankInformationCoefficient`
 * @param horizon - sessions of the forward return they were computed with
 */
export function summariseInformationCoefficient(coefficients: Float64Array, horizon: number): InformationCoefficient {
  const values = finiteValues(coefficients);
  const found = robustMean(values, horizon);
  const isTested = horizon === 1 || found.degrees >= fewestDegrees;
  const test = isTested ? found : { ...found, standardError: NaN, t: NaN, pValue: NaN, degrees: 0 };
  const lag = Math.max(horizon - 1, neweyWestLag(values.length));
  const deviation = standardDeviation(values);
  return {
    ...test,
    horizon,
    standardDeviation: deviation,
    neweyWestT: neweyWestMeanT(values, lag),
    lag,
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
