import { meanTest, type MeanTest } from './mean-test.ts';
import { mean } from '../panel/moments.ts';
import type { Panel } from '../panel/panel.ts';

/** Result of {@link twoPassPremium}. */
export interface TwoPassFactorPremium extends MeanTest {
  readonly estimator: 'two-pass Fama-MacBeth';
  /** Stocks with a beta. */
  readonly assets: number;
  /** Standard error corrected for estimated betas (Shanken 1992). */
  readonly shankenError: number;
  readonly shankenT: number;
  /** `premium^2 / variance of the factor`: by how much Shanken's correction widens the error. */
  readonly shankenFactor: number;
}

/**
 * Price of the risk of one factor: each session's returns are regressed across stocks on a constant and the betas of the
 * first pass, and the slopes are averaged. What `twoPassRegression` does for complete panels and many factors, in closed
 * form for one factor and for panels with gaps: a session uses the stocks that have a return.
 *
 * Source: Fama and MacBeth (1973); Shanken (1992): `(1 + c)(V - S/T) + S/T`, `c = premia^2 / S`, V the variance of the
 * mean, S the factor's variance over the T sessions used (Cochrane, Asset Pricing, section 12.2).
 *
 * The tests hold for betas that are known. With betas of the same sample they reject worthless factors far too often where
 * the stock is in the factor: see `crossFittedPremium`.
 *
 * @param returns - days x stocks
 * @param betas - slope of each stock on the factor; NaN where there is none
 * @param factor - factor return per session; sessions without one are left out
 * @param window - first and last session, inclusive. @default all
 */
export function twoPassPremium(
  returns: Panel,
  betas: Float64Array,
  factor: Float64Array,
  window: { readonly from: number; readonly to: number } = { from: 0, to: returns.days - 1 },
): TwoPassFactorPremium {
  if (betas.length !== returns.stocks) throw new RangeError(`${betas.length} betas given for ${returns.stocks} stocks`);
  const length = Math.max(0, window.to - window.from + 1);
  const slopes = new Float64Array(length);
  const drawn = new Float64Array(length);
  let sessions = 0;
  for (let t = window.from; t <= window.to; t++) {
    if (!Number.isFinite(factor[t])) continue;
    const slope = slopeAcross(returns, betas, t);
    if (Number.isNaN(slope)) continue;
    slopes[sessions] = slope;
    drawn[sessions++] = factor[t];
  }
  const test = meanTest(slopes.subarray(0, sessions));
  const variance = varianceOf(drawn.subarray(0, sessions));
  const own = variance / sessions;
  const shankenFactor = (test.mean * test.mean) / variance;
  const shankenError = Math.sqrt((1 + shankenFactor) * (test.standardError ** 2 - own) + own);
  return {
    ...test,
    estimator: 'two-pass Fama-MacBeth',
    assets: betas.filter(Number.isFinite).length,
    shankenError,
    shankenT: test.mean / shankenError,
    shankenFactor,
  };
}

/** Price of the betas per session, see {@link twoPassPremium}; NaN where a session has none. */
export function slopesOnBetas(
  returns: Panel,
  betas: Float64Array,
  factor: Float64Array,
  window: { readonly from: number; readonly to: number },
): Float64Array {
  return Float64Array.from({ length: Math.max(0, window.to - window.from + 1) }, (_, at) => {
    const t = window.from + at;
    return Number.isFinite(factor[t]) ? slopeAcross(returns, betas, t) : NaN;
  });
}

/** Slope of row t on the betas; NaN with fewer than three stocks or without variation. */
function slopeAcross({ stocks, values }: Panel, betas: Float64Array, t: number): number {
  const row = t * stocks;
  let n = 0;
  let sumX = 0;
  let sumY = 0;
  for (let i = 0; i < stocks; i++) {
    if (!Number.isFinite(betas[i]) || !Number.isFinite(values[row + i])) continue;
    n++;
    sumX += betas[i];
    sumY += values[row + i];
  }
  if (n < 3) return NaN;
  const [mx, my] = [sumX / n, sumY / n];
  let xx = 0;
  let xy = 0;
  for (let i = 0; i < stocks; i++) {
    if (!Number.isFinite(betas[i]) || !Number.isFinite(values[row + i])) continue;
    const x = betas[i] - mx;
    xx += x * x;
    xy += x * (values[row + i] - my);
  }
  return xx > 0 ? xy / xx : NaN;
}

function varianceOf(x: Float64Array): number {
  const centre = mean(x);
  let sum = 0;
  for (let t = 0; t < x.length; t++) sum += (x[t] - centre) ** 2;
  return sum / (x.length - 1);
}
