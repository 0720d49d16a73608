/**
 * Lag of the Newey-West estimator for `n` observations, `floor(4 (n / 100)^(2/9))` (Newey and West 1994, as commonly
 * simplified for the Bartlett kernel).
 */
export function neweyWestLag(n: number): number {
  return Math.floor(4 * (n / 100) ** (2 / 9));
}
