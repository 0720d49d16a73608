/**
 * Whether two numbers say the same: they differ by no more than rounding to the digits of the shorter one, and by less
 * than half a percent.
 */
export function sameNumber(a: number, b: number): boolean {
  const difference = Math.abs(a - b);
  if (difference === 0) return true;
  const larger = Math.max(Math.abs(a), Math.abs(b));
  if (difference <= 1e-4 * larger) return true;
  return difference <= Math.max(roundedTo(a), roundedTo(b)) && difference <= 5e-3 * larger;
}

/** The power of ten that the last nonzero digit of a number counts. */
export function roundedTo(value: number): number {
  if (!Number.isInteger(value)) return 10 ** -(String(value).split('.')[1]?.length ?? 0);
  const zeros = /0*$/.exec(String(value))?.[0].length ?? 0;
  return 10 ** zeros;
}
