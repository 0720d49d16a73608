/** x ^ y; NaN where either is, also where IEEE 754 says 1. */
export function power(x: number, y: number): number {
  return Number.isNaN(x) ? NaN : x ** y;
}

/** sign(x) |x| ^ y. */
export function signedPower(x: number, y: number): number {
  return Number.isNaN(x) ? NaN : Math.sign(x) * Math.abs(x) ** y;
}
