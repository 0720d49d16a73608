import { stepUp } from './benjamini-hochberg.ts';

/**
 * Bonferroni's adjustment, `min(1, m p)`: bounds the chance of any false rejection (R: `p.adjust(p, "bonferroni")`).
 * Missing values stay missing and are not counted, here and in the other adjustments.
 */
export function bonferroni(p: Float64Array): Float64Array {
  const m = p.filter((value) => !Number.isNaN(value)).length;
  return p.map((value) => (Number.isNaN(value) ? NaN : Math.min(1, m * value)));
}

/**
 * Holm's adjustment: with p sorted ascending, the running maximum of `(m - i + 1) p[i]`, at most 1 (Holm 1979; R:
 * `p.adjust(p, "holm")`). Never weaker than Bonferroni's and needs no more assumptions.
 */
export function holm(p: Float64Array): Float64Array {
  const order = [...p.keys()].filter((i) => !Number.isNaN(p[i])).sort((a, b) => p[a] - p[b]);
  const adjusted = new Float64Array(p.length).fill(NaN);
  let greatest = 0;
  order.forEach((i, before) => {
    greatest = Math.max(greatest, Math.min(1, (order.length - before) * p[i]));
    adjusted[i] = greatest;
  });
  return adjusted;
}

/**
 * Benjamini and Yekutieli's adjustment: Benjamini-Hochberg's times `sum 1/i`, valid under any dependence (Benjamini and
 * Yekutieli 2001; R: `p.adjust(p, "BY")`).
 */
export function benjaminiYekutieli(p: Float64Array): Float64Array {
  return stepUp(p, (rank, m) => (m * harmonic(m)) / rank);
}

function harmonic(m: number): number {
  let sum = 0;
  for (let i = 1; i <= m; i++) sum += 1 / i;
  return sum;
}
