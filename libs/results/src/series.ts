/** Return of the factor per session and what it is made of, over the whole calendar. */
export interface FactorReturns {
  /** F[t]; NaN where there is no portfolio. */
  readonly spread: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly stocksHigh: Uint32Array;
  readonly stocksLow: Uint32Array;
  /** 1 on sessions without a portfolio because one value reaches into both legs. @default on none */
  readonly undivided?: Uint8Array;
}
