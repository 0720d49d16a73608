import { mean, standardDeviation } from '../panel/moments.ts';
import { normalCdf, normalQuantile } from '../distributions/normal.ts';

/** What the tests of a Sharpe ratio need to know about the returns. */
export interface SharpeSample {
  /** Sharpe ratio per period, not annualised. */
  readonly sharpe: number;
  readonly observations: number;
  /** Third standardised moment; 0 for a normal distribution. */
  readonly skewness: number;
  /** Fourth standardised moment, not in excess; 3 for a normal distribution. */
  readonly kurtosis: number;
}

/** Sharpe ratio per period (n - 1), skewness and kurtosis (moments divided by n) of complete returns. */
export function sharpeSample(returns: Float64Array): SharpeSample {
  const n = returns.length;
  const centre = mean(returns);
  let m2 = 0;
  let m3 = 0;
  let m4 = 0;
  for (let t = 0; t < n; t++) {
    const d = returns[t] - centre;
    m2 += (d * d) / n;
    m3 += (d * d * d) / n;
    m4 += (d * d * d * d) / n;
  }
  return {
    sharpe: centre / standardDeviation(returns),
    observations: n,
    skewness: m3 / m2 ** 1.5,
    kurtosis: m4 / (m2 * m2),
  };
}

/**
 * Probabilistic Sharpe ratio: the probability that the true Sharpe ratio exceeds `benchmark`,
 * `Phi((SR - SR*) sqrt(n - 1) / sqrt(1 - skewness SR + (kurtosis - 1) / 4 SR^2))`
 * (Bailey and Lopez de Prado 2012, The Sharpe Ratio Efficient Frontier, Journal of Risk 15(2)).
 *
 * @param benchmark - Sharpe ratio per period. @default 0
 */
export function probabilisticSharpeRatio(sample: SharpeSample, benchmark = 0): number {
  const { sharpe, observations, skewness, kurtosis } = sample;
  const variance = 1 - skewness * sharpe + ((kurtosis - 1) / 4) * sharpe * sharpe;
  return normalCdf(((sharpe - benchmark) * Math.sqrt(observations - 1)) / Math.sqrt(variance));
}

/**
 * Sharpe ratio that the best of `trials` worthless strategies is expected to show,
 * `sqrt(V) ((1 - g) Phi^-1(1 - 1/N) + g Phi^-1(1 - 1/(N e)))` with g the Euler-Mascheroni constant; 0 for one trial.
 *
 * @param variance - variance of the Sharpe ratios per period across the trials
 */
export function expectedMaximumSharpe(trials: number, variance: number): number {
  if (trials <= 1) return 0;
  const g = 0.5772156649015329;
  const typical = (1 - g) * normalQuantile(1 - 1 / trials) + g * normalQuantile(1 - 1 / (trials * Math.E));
  return Math.sqrt(variance) * typical;
}

/**
 * Deflated Sharpe ratio: the probabilistic one against what the best of all trials shows by luck
 * (Bailey and Lopez de Prado 2014, The Deflated Sharpe Ratio, Journal of Portfolio Management 40(5)).
 */
export function deflatedSharpeRatio(sample: SharpeSample, trials: number, variance: number): number {
  return probabilisticSharpeRatio(sample, expectedMaximumSharpe(trials, variance));
}
