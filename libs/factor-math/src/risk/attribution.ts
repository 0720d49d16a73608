/** A figure of a book split over factors; the parts and the rest add up to the whole. */
export interface Attribution {
  readonly whole: number;
  /** By factor. */
  readonly factors: Float64Array;
  /** What the factors do not explain. */
  readonly specific: number;
}

/**
 * Exposure of a book to each factor, `sum_i w[i] X[k][i]` over the stocks that have it.
 *
 * @param weights - multiples of the wealth
 * @param exposures - factors x stocks
 */
export function exposuresOf(weights: Float64Array, exposures: readonly Float64Array[]): Float64Array {
  return Float64Array.from(exposures, (row) => {
    let sum = 0;
    for (let i = 0; i < weights.length; i++) if (weights[i] !== 0 && !Number.isNaN(row[i])) sum += weights[i] * row[i];
    return sum;
  });
}

/** The return of a session: exposure times factor return for each factor, and the rest. */
export function attributeReturn(whole: number, exposures: Float64Array, factorReturns: Float64Array): Attribution {
  const factors = exposures.map((exposure, k) => exposure * factorReturns[k]);
  return { whole, factors, specific: whole - factors.reduce((sum, value) => sum + value, 0) };
}

/**
 * The volatility of a book, `s = sqrt(x' F x + sum w[i]^2 v[i])`, split into the parts by which it grows when a factor's exposure
 * does, `x[k] (F x)[k] / s`, and the specific one, `sum w[i]^2 v[i] / s` (Euler's theorem; Litterman (1996), Hot Spots and
 * Hedges).
 *
 * @param covariance - of factor returns, k x k
 * @param specific - variance of each stock; a stock without one counts with the mean of the others
 */
export function attributeRisk(
  weights: Float64Array,
  exposures: Float64Array,
  covariance: Float64Array,
  specific: Float64Array,
): Attribution {
  const k = exposures.length;
  const known = specific.filter(Number.isFinite);
  const usual = known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
  const own = weights.reduce(
    (sum, weight, i) =>
      weight === 0 ? sum : sum + weight * weight * (Number.isFinite(specific[i]) ? specific[i] : usual),
    0,
  );
  const products = exposures.map((exposure, a) => {
    let sum = 0;
    for (let b = 0; b < k; b++) sum += covariance[a * k + b] * exposures[b];
    return exposure * sum;
  });
  const variance = products.reduce((sum, value) => sum + value, own);
  const whole = Math.sqrt(variance);
  if (!(whole > 0)) return { whole: 0, factors: new Float64Array(k), specific: 0 };
  return { whole, factors: products.map((value) => value / whole), specific: own / whole };
}
