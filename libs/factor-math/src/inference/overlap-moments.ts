/** Horizons above this are scaled down to it: the moments depend on shares of the sample alone. */
const finest = 24;

/** Moments of the Newey-West variance of a mean, see {@link overlapMoments}. */
export interface OverlapMoments {
  /** Expectation of the estimate over the variance that the mean has. */
  readonly expectation: number;
  /** Degrees of freedom of the chi-squared distribution with the same mean and variance. */
  readonly degrees: number;
}

const known = new Map<string, OverlapMoments>();

/**
 * First two moments of the Bartlett estimate of the variance of a mean in a sample of n normal values that each cover
 * `horizon` sessions, so that their autocovariances fall in a line, `S[s,t] = max(0, 1 - |s - t| / horizon)`. The estimate is
 * the quadratic form `x' M W M x` of the deviations from the mean with the kernel's weights W, and so has the expectation
 * `tr(A)` and the variance `2 tr(A A)`, `A = M W M S`; degrees of freedom as Satterthwaite (1946), An Approximate
 * Distribution of Estimates of Variance Components, Biometrics Bulletin 2(6).
 *
 * @param n - values
 * @param lag - autocovariances counted
 */
export function overlapMoments(n: number, horizon: number, lag: number): OverlapMoments {
  const key = `${n} ${horizon} ${lag}`;
  const found = known.get(key) ?? momentsOf(n, horizon, lag + 1);
  known.set(key, found);
  return found;
}

function momentsOf(n: number, horizon: number, width: number): OverlapMoments {
  if (n < 2) return { expectation: NaN, degrees: NaN };
  if (horizon > finest) {
    const share = finest / horizon;
    return momentsOf(Math.max(2, Math.round(n * share)), finest, width * share);
  }
  const weight = (k: number): number => Math.max(0, 1 - Math.abs(k) / width);
  const shared = (k: number): number => Math.max(0, 1 - Math.abs(k) / horizon);
  const sumAround = (of: (k: number) => number, s: number): number => {
    let sum = 0;
    for (let t = 0; t < n; t++) sum += of(s - t);
    return sum;
  };
  const rows = Float64Array.from({ length: n }, (_, s) => sumAround(weight, s) / n);
  const whole = rows.reduce((sum, row) => sum + row, 0) / n;
  const a = new Float64Array(n * n);
  for (let s = 0; s < n; s++) {
    for (let r = 0; r < n; r++) {
      const q = weight(s - r) - rows[s] - rows[r] + whole;
      for (let t = Math.max(0, r - horizon + 1); t < Math.min(n, r + horizon); t++) a[s * n + t] += q * shared(r - t);
    }
  }
  let trace = 0;
  let squares = 0;
  let variance = 0;
  for (let s = 0; s < n; s++) {
    trace += a[s * n + s];
    variance += sumAround(shared, s);
    for (let t = 0; t < n; t++) squares += a[s * n + t] * a[t * n + s];
  }
  return { expectation: trace / variance, degrees: (trace * trace) / squares };
}
