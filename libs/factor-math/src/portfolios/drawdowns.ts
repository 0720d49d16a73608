/** A fall of compounded wealth from a peak, until the peak is reached again. */
export interface Drawdown {
  /** Session of the peak; -1 where it is the wealth before the first session. */
  readonly peak: number;
  /** Session of the lowest wealth. */
  readonly trough: number;
  /** Session at which the peak is reached again; undefined where it never is. */
  readonly recovery: number | undefined;
  /** `lowest wealth / wealth at the peak - 1`, between -1 and 0. */
  readonly depth: number;
}

/**
 * Wealth below its highest so far, `wealth / highest - 1`, per session, from a wealth of 1: the curve under water. A
 * portfolio that loses everything stays at -1.
 *
 * @param returns - simple returns; a missing value leaves the wealth as it is
 */
export function underWater(returns: Float64Array): Float64Array {
  let wealth = 1;
  let peak = 1;
  return returns.map((value) => {
    if (!Number.isNaN(value)) wealth = Math.max(0, wealth * (1 + value));
    peak = Math.max(peak, wealth);
    return wealth / peak - 1;
  });
}

/**
 * The deepest falls that do not overlap, deepest first; of equal ones the earliest. The depth of the first is
 * `maxDrawdown`.
 *
 * @param returns - simple returns; a missing value leaves the wealth as it is
 * @param count - @default 5
 */
export function worstDrawdowns(returns: Float64Array, count = 5): Drawdown[] {
  const under = underWater(returns);
  const found: Drawdown[] = [];
  let peak = -1;
  let trough = -1;
  const close = (recovery: number | undefined): void => {
    if (trough >= 0) found.push({ peak, trough, recovery, depth: under[trough] });
    trough = -1;
  };
  for (let t = 0; t < under.length; t++) {
    if (under[t] === 0) {
      close(t);
      peak = t;
    } else if (trough < 0 || under[t] < under[trough]) trough = t;
  }
  close(undefined);
  return found.sort((a, b) => a.depth - b.depth || a.peak - b.peak).slice(0, count);
}
