import { solvePositive } from '../regression/cholesky.ts';
import { fewestTrainings, type TrainingSample } from './combination.ts';
import { meanProduct } from './mean-products.ts';

/**
 * Weights by a ridge regression of the normal scores of returns on those of the parts. With S the mean over the first
 * trainings of the products of the parts with each other and c of their products with the returns, each over the stocks that
 * have both, `w = (S + I)^-1 c`, scaled to `sum |w| = 1`. The penalty is as large as the variance of a score: parts that say
 * the same share a weight, and unlike ones are weighed by their coefficients. A part with fewer than 24 trainings is left
 * out of the regression and has the weight `1 / K`.
 *
 * Source: Hoerl and Kennard (1970), Ridge Regression, Technometrics 12(1).
 *
 * @returns for every number of trainings from 0 on the weight of each part
 */
export function ridgeWeights(sample: TrainingSample): Float64Array[] {
  const { sessions, stocks, scores, earned } = sample;
  const k = scores.length;
  const products = new MeanProducts(k + 1);
  const weights: Float64Array[] = [new Float64Array(k).fill(1 / k)];
  for (let s = 0; s < sessions; s++) {
    const rows = [...scores, earned];
    for (let a = 0; a <= k; a++)
      for (let b = 0; b <= Math.min(a, k - 1); b++)
        products.add(a, b, meanProduct(rows[a], rows[b], s * stocks, stocks));
    weights.push(solved(products, k));
  }
  return weights;
}

function solved(products: MeanProducts, k: number): Float64Array {
  const equal = new Float64Array(k).fill(1 / k);
  const trained = Array.from({ length: k }, (_, a) => a).filter((a) => products.count(k, a) >= fewestTrainings);
  const n = trained.length;
  if (n === 0) return equal;
  const matrix = new Float64Array(n * n);
  trained.forEach((a, i) =>
    trained.forEach((b, j) => (matrix[i * n + j] = products.mean(Math.max(a, b), Math.min(a, b)) + (i === j ? 1 : 0))),
  );
  const found = solvePositive(
    matrix,
    Float64Array.from(trained, (a) => products.mean(k, a)),
  );
  const size = found?.reduce((sum, value) => sum + Math.abs(value), 0) ?? 0;
  // Products over different stocks need not be those of any scores.
  if (found === undefined || !(size > 0)) return equal;
  trained.forEach((a, i) => (equal[a] = (found[i] / size) * (n / k)));
  return equal;
}

/** Running means of the lower triangle of a matrix, each over the sessions that have it. */
class MeanProducts {
  readonly #sums: Float64Array;
  readonly #counts: Float64Array;
  readonly #size: number;

  constructor(size: number) {
    this.#size = size;
    this.#sums = new Float64Array(size * size);
    this.#counts = new Float64Array(size * size);
  }

  add(a: number, b: number, value: number): void {
    if (Number.isNaN(value)) return;
    this.#sums[a * this.#size + b] += value;
    this.#counts[a * this.#size + b]++;
  }

  count(a: number, b: number): number {
    return this.#counts[a * this.#size + b];
  }

  /** 0 where no session had both. */
  mean(a: number, b: number): number {
    return this.count(a, b) === 0 ? 0 : this.#sums[a * this.#size + b] / this.count(a, b);
  }
}
