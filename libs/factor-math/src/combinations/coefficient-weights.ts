import { fewestTrainings, type TrainingSample } from './combination.ts';
import { meanProduct } from './mean-products.ts';

/**
 * Weights by information coefficients, shrunk to equal ones. With `m[k]` the mean over the first trainings of the coefficient
 * of part k (the mean product of its normal scores with those of the returns) and `v[k]` the squared standard error of that
 * mean, `w[k] = L / K + (1 - L) m[k] / sum |m|`, where `L = min(1, sum v / sum m^2)` is the share of the squared means that
 * chance would give: parts without skill are weighed alike. A part with fewer than 24 coefficients has the weight `1 / K`.
 *
 * Source of the shrinkage: James and Stein (1961), Estimation with Quadratic Loss, with the variance of the means estimated.
 *
 * @returns for every number of trainings from 0 on the weight of each part
 */
export function coefficientWeights(sample: TrainingSample): Float64Array[] {
  const { sessions, stocks, scores, earned } = sample;
  const k = scores.length;
  const [counts, sums, squares] = [new Float64Array(k), new Float64Array(k), new Float64Array(k)];
  const weights: Float64Array[] = [new Float64Array(k).fill(1 / k)];
  for (let s = 0; s < sessions; s++) {
    scores.forEach((part, a) => {
      const coefficient = meanProduct(part, earned, s * stocks, stocks);
      if (Number.isNaN(coefficient)) return;
      counts[a]++;
      sums[a] += coefficient;
      squares[a] += coefficient * coefficient;
    });
    weights.push(shrunk(counts, sums, squares));
  }
  return weights;
}

function shrunk(counts: Float64Array, sums: Float64Array, squares: Float64Array): Float64Array {
  const k = counts.length;
  let [trained, size, square, chance] = [0, 0, 0, 0];
  for (let a = 0; a < k; a++) {
    const n = counts[a];
    if (n < fewestTrainings) continue;
    const mean = sums[a] / n;
    trained++;
    size += Math.abs(mean);
    square += mean * mean;
    chance += Math.max(0, squares[a] / n - mean * mean) / (n - 1);
  }
  if (!(square > 0)) return new Float64Array(k).fill(1 / k);
  const share = Math.min(1, chance / square);
  return counts.map((n, a) =>
    n < fewestTrainings ? 1 / k : share / k + ((1 - share) * (trained / k) * (sums[a] / n)) / size,
  );
}
