/** A mean over the months up to one, a year, with its 95 % band. */
export interface RollingPremium {
  readonly month: string;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/**
 * How a factor did against its own history. Returns are a year and of the side that its whole sample pays, so that a factor
 * that pays low values earns where these do.
 */
export interface FactorDecay {
  readonly factor: string;
  readonly months: number;
  /** One-sided p of a constant premium against one that fell at some time (`meanDecline`). */
  readonly pValue: number;
  /** `steady` where the p is not below 1 %; else `weaker` where it still earns since then (p below 5 %, one-sided), or `stopped`. */
  readonly state: 'steady' | 'weaker' | 'stopped';
  /** The most likely first month after the fall, and the premium before it and from it on; of a steady factor too. */
  readonly since: string;
  readonly before: number;
  readonly after: number;
  /** Means of 36 months, by month. */
  readonly rolling: readonly RollingPremium[];
}

/** Share of looks at a constant premium that raise an alert, at most; repeated looks raise more. */
export const decayLevel = 0.01;

/** Whether a word of the verdict is belief. */
export function isBelieved(belief: string): boolean {
  return belief.startsWith('believe');
}

/** What is said of a factor: `stopped earning about 2015-03: 1.2% a year, 9.8% before (...)`. */
export function decayText({ state, since, before, after, pValue }: FactorDecay): string {
  const share = (value: number): string => `${(100 * value).toFixed(1)}%`;
  const p = pValue < 0.0001 ? 'below 0.0001' : pValue.toFixed(4);
  const means = `${share(after)} a year, ${share(before)} before (CUSUM of months, one-sided p ${p})`;
  if (state === 'steady') return `no sign that it earns less than before (CUSUM of months, one-sided p ${p})`;
  return state === 'stopped' ? `stopped earning about ${since}: ${means}` : `earns less since about ${since}: ${means}`;
}
