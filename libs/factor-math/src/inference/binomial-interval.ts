import { normalQuantile } from '../distributions/normal.ts';

/** Ends of an interval, as shares between 0 and 1. */
export interface ShareInterval {
  readonly low: number;
  readonly high: number;
}

/**
 * Interval of a share that was seen `count` times in `trials` independent trials (Wilson 1927, Probable Inference, the Law
 * of Succession, and Statistical Inference, JASA 22(158)).
 *
 * @param confidence - @default 0.95
 * @returns the whole line from 0 to 1 without trials
 */
export function binomialInterval(count: number, trials: number, confidence = 0.95): ShareInterval {
  if (trials === 0) return { low: 0, high: 1 };
  const z = normalQuantile((1 + confidence) / 2);
  const share = count / trials;
  const centre = share + (z * z) / (2 * trials);
  const reach = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  return { low: Math.max(0, (centre - reach) / scale), high: Math.min(1, (centre + reach) / scale) };
}
