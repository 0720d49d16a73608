/** What a dialect means where formulas are read in more than one way. Each choice is resolved into other nodes or options. */
export interface Semantics {
  /** What a window that is not whole becomes; `exact` refuses it. */
  readonly window: 'floor' | 'round' | 'exact';
  /** What `adv20` averages: shares traded, or their value. */
  readonly adv: 'shares' | 'dollars';
  /** What `ts_argmax` and `ts_argmin` say: 1 for the oldest day, or 0 for today. */
  readonly argmax: 'oldest-1' | 'today-0';
  /** Whether `ts_rank` is a share of (0, 1] or counts from 1 to d. */
  readonly tsRankScale: 'share' | 'count';
  /** Degrees of freedom that the mean takes from a standard deviation or variance. */
  readonly ddof: 0 | 1;
  /** Values that a rolling window needs: all of them, or a number. */
  readonly min: 'window' | number;
  /** What a comparison with a missing value is. */
  readonly comparison: 'unknown' | 'false';
}

/** What formulas mean here unless they say otherwise. */
export const ownSemantics: Semantics = {
  window: 'exact',
  adv: 'shares',
  argmax: 'oldest-1',
  tsRankScale: 'share',
  ddof: 1,
  min: 'window',
  comparison: 'unknown',
};
