import { callWindows } from '../simd-calls.ts';
import { numberOf, type KernelEntry, type Work } from '../work.ts';
import { sumOf } from './moments.ts';
import { wholeWindows, type Window, type WindowShape } from './windows.ts';

/** Weight of each place of a window, oldest first. */
function linearWeights(length: number): Float64Array {
  return Float64Array.from({ length }, (_, place) => place + 1);
}

/** Weight `factor ^ age` of each place of a window, oldest first. */
function exponentialWeights(length: number, factor: number): Float64Array {
  return Float64Array.from({ length }, (_, place) => factor ** (length - 1 - place));
}

const remembered = new Map<string, Float64Array>();

/**
 * Weights that sum to 1. To divide the weights and not the sum is the order of numpy's and of the tabled values; exact
 * ties of weighted means are broken by rounding in both.
 */
function normalised(weights: Float64Array): Float64Array {
  const total = sumOf(weights, weights.length);
  return weights.map((weight) => weight / total);
}

/** The weights of an operator, computed once. */
function weightsOf(key: string, make: () => Float64Array): Float64Array {
  let weights = remembered.get(key);
  if (weights === undefined) remembered.set(key, (weights = normalised(make())));
  return weights;
}

function weightedMean({ values: [x], places, n }: Window, weights: Float64Array): number {
  let sum = 0;
  let total = 0;
  for (let j = 0; j < n; j++) {
    const weight = weights[places[j]];
    sum += weight * x[j];
    total += weight;
  }
  return sum / total;
}

const linear = (work: Work): Float64Array =>
  weightsOf(`linear ${work.params[0]}`, () => linearWeights(numberOf(work, 0)));
const exponential = (work: Work): Float64Array =>
  weightsOf(`exponential ${work.params[0]} ${work.params[1]}`, () =>
    exponentialWeights(numberOf(work, 0), numberOf(work, 1)),
  );
/** Weights of the exponential mean of span d: (1 - a) ^ age, a = 2 / (d + 1), cut to a window. */
const spanned = (work: Work): Float64Array =>
  weightsOf(`span ${work.params[0]} ${work.params[1]}`, () =>
    exponentialWeights(numberOf(work, 1), 1 - 2 / (numberOf(work, 0) + 1)),
  );

/** A mean with the weights of the operator. */
function weighted(weightsOf: (work: Work) => Float64Array, shape?: WindowShape): KernelEntry {
  return {
    reach: 'columns',
    run: wholeWindows(
      (work) => {
        const weights = weightsOf(work);
        callWindows(work, 'weightedSum', weights.length, [], weights);
      },
      (window, work) => weightedMean(window, weightsOf(work)),
      shape,
    ),
  };
}

/** Means in which days weigh differently; the registry has the definitions and sources. */
export const weights: Readonly<Record<string, KernelEntry>> = {
  decay_linear: weighted(linear),
  decay_exp: weighted(exponential),
  ts_ema: weighted(spanned, { length: 1 }),
};
