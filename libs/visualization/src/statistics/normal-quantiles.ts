import { normalQuantile } from '@fm/factor-math';
import { quantile } from './quartiles.ts';

/** A point of a Q-Q plot. */
export interface NormalQuantile {
  readonly probability: number;
  readonly normal: number;
  readonly observed: number;
}

/**
 * Quantiles of values (type 7) beside those of the normal distribution with the same mean and standard deviation, at
 * the probabilities `(k - 0.5) / n` (Hazen's plotting positions) for at most 99 points.
 *
 * @param values - finite; fewer than two give no point
 */
export function normalQuantiles(values: readonly number[]): NormalQuantile[] {
  if (values.length < 2) return [];
  const sorted = [...values].sort((a, b) => a - b);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  const deviation = Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (sorted.length - 1));
  const count = Math.min(99, sorted.length);
  return Array.from({ length: count }, (_, at) => {
    const probability = (at + 0.5) / count;
    return {
      probability,
      normal: mean + deviation * normalQuantile(probability),
      observed: quantile(sorted, probability),
    };
  });
}
