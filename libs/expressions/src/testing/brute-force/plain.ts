/** Values that are present. */
export function knownOf(values: readonly number[]): number[] {
  return values.filter((value) => !Number.isNaN(value));
}

export function sumOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

export function isFlat(values: readonly number[]): boolean {
  return values.every((value) => value === values[0]);
}

/** Mean; that of equal values is exactly their value. */
export function meanOf(values: readonly number[]): number {
  return values.length > 0 && isFlat(values) ? values[0]! : sumOf(values) / values.length;
}

/** Mean product of the j-th power of x and the k-th of y, both from their means. */
export function momentOf(x: readonly number[], j: number, y: readonly number[] = x, k = 0): number {
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  return sumOf(x.map((value, at) => (value - meanX) ** j * (y[at]! - meanY) ** k)) / x.length;
}

/** Covariance with n - ddof in the denominator. */
export function covarianceOf(x: readonly number[], y: readonly number[], ddof = 1): number {
  if (x.length <= ddof) return NaN;
  return isFlat(x) || isFlat(y) ? 0 : (momentOf(x, 1, y, 1) * x.length) / (x.length - ddof);
}

/** Quantile of type 7; NaN of nothing. */
export function quantileOf(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * q;
  const [low, high] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return sorted.length === 0 ? NaN : low! + (high! - low!) * (place - Math.floor(place));
}

/** Average rank of a value among values, from 1. */
export function rankOf(value: number, among: readonly number[]): number {
  const less = among.filter((other) => other < value).length;
  const equal = among.filter((other) => other === value).length;
  return less + (equal + 1) / 2;
}

export function correlationOf(x: readonly number[], y: readonly number[]): number {
  if (x.length < 2 || isFlat(x) || isFlat(y)) return NaN;
  const r = momentOf(x, 1, y, 1) / Math.sqrt(momentOf(x, 2)) / Math.sqrt(momentOf(y, 2));
  return Math.max(-1, Math.min(1, r));
}

/** Slope and intercept of y on x. */
export function lineOf(
  y: readonly number[],
  x: readonly number[],
): { readonly slope: number; readonly intercept: number } {
  const slope = covarianceOf(y, x) / covarianceOf(x, x);
  return { slope, intercept: meanOf(y) - slope * meanOf(x) };
}
