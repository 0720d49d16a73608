import { normalQuantile } from '../distributions/normal.ts';

type Row = readonly number[];

/** Normal scores of the values of a session that are there, by counting for each how many are below it. */
export function plainScores(row: Row): number[] {
  const there = row.filter(Number.isFinite);
  return row.map((value) => {
    if (!Number.isFinite(value)) return NaN;
    const below = there.filter((one) => one < value).length;
    const same = there.filter((one) => one === value).length;
    return normalQuantile((below + (same + 1) / 2) / (there.length + 1));
  });
}

function plainMean(values: Row): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function product(a: Row, b: Row): number {
  const both = a.map((value, i) => value * b[i]).filter(Number.isFinite);
  return both.length < 3 ? NaN : plainMean(both);
}

/** What was known of the parts at session t: scores and returns of every training that had ended. */
function trainingsAt(
  parts: readonly (readonly Row[])[],
  closes: readonly Row[],
  t: number,
  horizon: number,
  gap: number,
) {
  const found: { scores: number[][]; earned: number[] }[] = [];
  for (let s = 0; s + horizon + gap <= t; s += horizon)
    found.push({
      scores: parts.map((part) => plainScores(part[s])),
      earned: plainScores(closes[s].map((close, i) => closes[s + horizon][i] / close - 1)),
    });
  return found;
}

/** Weights by coefficients at session t, from the definition. */
export function plainCoefficientWeights(...past: Parameters<typeof trainingsAt>): number[] {
  const [parts] = past;
  const trainings = trainingsAt(...past);
  const own = parts.map((_, k) => {
    const coefficients = trainings.map(({ scores, earned }) => product(scores[k], earned)).filter(Number.isFinite);
    const n = coefficients.length;
    const mean = plainMean(coefficients);
    const spread = coefficients.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n;
    return { n, mean, chance: spread / (n - 1) };
  });
  const trained = own.filter(({ n }) => n >= 24);
  const sum = (of: (one: (typeof own)[number]) => number): number => trained.reduce((all, one) => all + of(one), 0);
  if (trained.length === 0) return own.map(() => 1 / own.length);
  const share = Math.min(1, sum(({ chance }) => chance) / sum(({ mean }) => mean ** 2));
  const size = sum(({ mean }) => Math.abs(mean));
  return own.map(({ n, mean }) =>
    n < 24 ? 1 / own.length : (share + ((1 - share) * trained.length * mean) / size) / own.length,
  );
}

/** Weights by ridge at session t, by descending along the gradient until nothing moves. */
export function plainRidgeWeights(...past: Parameters<typeof trainingsAt>): number[] {
  const [parts] = past;
  const trainings = trainingsAt(...past);
  if (trainings.length < 24) return parts.map(() => 1 / parts.length);
  const over = (of: (one: (typeof trainings)[number]) => number): number =>
    plainMean(trainings.map(of).filter(Number.isFinite));
  const s = parts.map((_, a) => parts.map((__, b) => over(({ scores }) => product(scores[a], scores[b]))));
  const c = parts.map((_, a) => over(({ scores, earned }) => product(scores[a], earned)));
  let w = parts.map(() => 0);
  for (let step = 0; step < 5000; step++)
    w = w.map((value, a) => value - 0.2 * (value + s[a].reduce((sum, one, b) => sum + one * w[b], 0) - c[a]));
  const size = w.reduce((sum, value) => sum + Math.abs(value), 0);
  return w.map((value) => value / size);
}

/** The score of each stock of a session from the scores of the parts and their weights. */
export function plainCombination(scores: readonly Row[], weights: Row): number[] {
  const whole = weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
  return scores[0].map((_, i) => {
    const there = weights.map((_weight, k) => k).filter((k) => Number.isFinite(scores[k][i]));
    const size = there.reduce((sum, k) => sum + Math.abs(weights[k]), 0);
    return size > whole * 0.5000001 ? there.reduce((sum, k) => sum + weights[k] * scores[k][i], 0) / size : NaN;
  });
}
