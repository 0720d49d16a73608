/** An axis: its ends and the distance between ticks, all multiples of a 1-2-5 step. */
export interface Extent {
  readonly min: number;
  readonly max: number;
  readonly interval: number;
}

/** Differences below this, or below this share of the values, are not drawn apart: ticks have twelve digits. */
const smallestSpan = 1e-12;
const smallestShare = 1e-9;

/**
 * Ends of an axis that shows every value on round numbers.
 *
 * @param values - finite values that must be visible; none gives [0, 1]
 * @param ticks - how many intervals to aim for. @default 6
 */
export function extentOf(values: readonly number[], ticks = 6): Extent {
  if (values.length === 0) return { min: 0, max: 1, interval: 0.2 };
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const size = Math.max(Math.abs(low), Math.abs(high));
  const span = Math.max(high > low ? high - low : size, size * smallestShare, smallestSpan);
  const interval = roundStep((span * 1.08) / ticks);
  const margin = span * 0.04;
  const min = tidy(Math.floor((low - (low === 0 ? 0 : margin)) / interval) * interval);
  const max = tidy(Math.ceil((high + (high === 0 ? 0 : margin)) / interval) * interval);
  return { min, max: max > min ? max : tidy(min + interval), interval };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = [1, 2, 5].find((digit) => digit * power >= 0.75 * rough) ?? 10;
  return tidy(lead * power);
}

/** Removes the dust of binary fractions (0.30000000000000004 becomes 0.3). */
function tidy(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}
