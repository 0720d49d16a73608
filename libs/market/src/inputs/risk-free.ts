import type { RawRate } from '../facts/raw-market.ts';

/**
 * Risk-free return of every session, a fraction: the latest rate on or before it; zero before the first and where no
 * series was ingested.
 */
export function riskFreeReturns(rates: readonly RawRate[], days: Int32Array): Float64Array {
  const ordered = [...rates].sort((a, b) => a.day - b.day || a.rate - b.rate);
  const returns = new Float64Array(days.length);
  let at = 0;
  days.forEach((day, t) => {
    while (at < ordered.length && (ordered[at] as RawRate).day <= day) at++;
    returns[t] = ordered[at - 1]?.rate ?? 0;
  });
  return returns;
}
