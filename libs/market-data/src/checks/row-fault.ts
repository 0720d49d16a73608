import type { ProblemCode } from '../model/problems.ts';

/** What is wrong with the values of one row by itself. */
export interface RowFault {
  readonly code: ProblemCode;
  readonly what: string;
}

/** Providers round prices to six decimals or to single precision: a difference below this is not a contradiction. */
function tolerance(price: number): number {
  return Math.max(1.01e-6, Math.abs(price) * 1e-6);
}

/**
 * Checks one row: every price above zero, volume not negative, high >= open and close, low <= open and close.
 * Missing values (NaN) contradict nothing.
 *
 * @param values - open, high, low, close, adjusted close, volume
 */
export function findRowFault(values: ArrayLike<number>): RowFault | undefined {
  const open = values[0]!;
  const high = values[1]!;
  const low = values[2]!;
  const close = values[3]!;
  if (open <= 0 || high <= 0 || low <= 0 || close <= 0 || values[4]! <= 0) {
    return { code: 'PRICE_NOT_POSITIVE', what: `a price is not above zero: ${priceList(values)}` };
  }
  if (values[5]! < 0) return { code: 'VOLUME_NEGATIVE', what: `the volume is ${values[5]}` };
  const highest = larger(larger(open, close), low);
  if (high < highest - tolerance(highest)) {
    return { code: 'HIGH_BELOW_PRICES', what: `the high ${high} is below ${highest}` };
  }
  const lowest = smaller(open, close);
  if (low > lowest + tolerance(lowest)) return { code: 'LOW_ABOVE_PRICES', what: `the low ${low} is above ${lowest}` };
  return undefined;
}

/** The larger of two numbers, of which one may be missing. */
function larger(a: number, b: number): number {
  return a >= b || b !== b ? a : b;
}

function smaller(a: number, b: number): number {
  return a <= b || b !== b ? a : b;
}

function priceList(values: ArrayLike<number>): string {
  return ['open', 'high', 'low', 'close', 'adjusted close'].map((name, at) => `${name} ${values[at]}`).join(', ');
}
