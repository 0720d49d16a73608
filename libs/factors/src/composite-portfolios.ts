/**
 * A return made of several portfolios ("legs"): `F[t] = sum over legs of coefficient x leg return - charge[t]`. Each
 * stock is in at most one leg per session.
 */
export interface CompositePortfolios {
  readonly days: number;
  readonly stocks: number;
  /** What a leg's return counts for in the sum, e.g. 1/3 and -1/3. */
  readonly coefficients: readonly number[];
  /** Days x stocks: index of the stock's leg; -1 where it is in none. */
  readonly legs: Int8Array;
  /** Days x stocks: weight of the stock within its leg, summing to 1 per leg and session. */
  readonly weights: Float64Array;
  /** Days x legs: return of each leg; NaN where it is empty. */
  readonly legReturns: Float64Array;
  /** Subtracted from the sum per session, e.g. a risk-free return. */
  readonly charge: Float64Array;
  /** The factor return per session; NaN where a leg with a coefficient is empty. */
  readonly spread: Float64Array;
}

/**
 * Makes the portfolios of {@link CompositePortfolios} from leg membership and sizes: weights in proportion to size,
 * summed in column order.
 *
 * @param legs - days x stocks, -1 for none
 * @param sizes - days x stocks: the size that weighs the stock for session t, known before it; only stocks in a leg count
 * @param returns - days x stocks
 */
export function composePortfolios(
  shape: { readonly days: number; readonly stocks: number },
  coefficients: readonly number[],
  legs: Int8Array,
  sizes: Float64Array,
  returns: Float64Array,
  charge: Float64Array,
): CompositePortfolios {
  const { days, stocks } = shape;
  const count = coefficients.length;
  const weights = new Float64Array(days * stocks);
  const legReturns = new Float64Array(days * count).fill(NaN);
  const spread = new Float64Array(days).fill(NaN);
  const totals = new Float64Array(count);
  for (let t = 0; t < days; t++) {
    totals.fill(0);
    for (let i = 0; i < stocks; i++) {
      const leg = legs[t * stocks + i] as number;
      if (leg >= 0) totals[leg] = (totals[leg] as number) + (sizes[t * stocks + i] as number);
    }
    for (let leg = 0; leg < count; leg++) if ((totals[leg] as number) > 0) legReturns[t * count + leg] = 0;
    for (let i = 0; i < stocks; i++) {
      const leg = legs[t * stocks + i] as number;
      if (leg < 0) continue;
      const weight = (sizes[t * stocks + i] as number) / (totals[leg] as number);
      weights[t * stocks + i] = weight;
      legReturns[t * count + leg] =
        (legReturns[t * count + leg] as number) + weight * (returns[t * stocks + i] as number);
    }
    spread[t] = -(charge[t] as number);
    for (let leg = 0; leg < count; leg++) {
      const coefficient = coefficients[leg] as number;
      if (coefficient !== 0) spread[t] = (spread[t] as number) + coefficient * (legReturns[t * count + leg] as number);
    }
  }
  return { days, stocks, coefficients, legs, weights, legReturns, charge, spread };
}

/**
 * The same return without one stock's own position, the rest of its leg rescaled to sum to 1; NaN on a session whose leg
 * that empties.
 */
export function compositeExSelf(portfolios: CompositePortfolios, returns: Float64Array, stock: number): Float64Array {
  const { days, stocks, coefficients, legs, weights, legReturns, spread } = portfolios;
  const count = coefficients.length;
  return Float64Array.from({ length: days }, (_, t) => {
    const cell = t * stocks + stock;
    const leg = legs[cell] as number;
    if (leg < 0) return spread[t] as number;
    const weight = weights[cell] as number;
    const whole = legReturns[t * count + leg] as number;
    if (!hasCompany(legs, t * stocks, stocks, leg, stock)) return coefficients[leg] === 0 ? (spread[t] as number) : NaN;
    const rest = (whole - weight * (returns[cell] as number)) / (1 - weight);
    return (spread[t] as number) + (coefficients[leg] as number) * (rest - whole);
  });
}

function hasCompany(legs: Int8Array, row: number, stocks: number, leg: number, stock: number): boolean {
  for (let i = 0; i < stocks; i++) if (i !== stock && legs[row + i] === leg) return true;
  return false;
}
