import { numberOf, type KernelEntry, type Work } from '../work.ts';
import { everyWindow, type Statistic, type Window, type WindowShape } from './windows.ts';

/** Weight of each place of a window, oldest first. */
export function linearWeights(length: number): Float64Array {
  return Float64Array.from({ length }, (_, place) => place + 1);
}

/** Weight `factor ^ age` of each place of a window, oldest first. */
export function exponentialWeights(length: number, factor: number): Float64Array {
  return Float64Array.from({ length }, (_, place) => factor ** (length - 1 - place));
}

const remembered = new Map<string, Float64Array>();

/** The weights of an operator, computed once. */
export function weightsOf(key: string, make: () => Float64Array): Float64Array {
  let weights = remembered.get(key);
  if (weights === undefined) remembered.set(key, (weights = make()));
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

export const linear = (work: Work): Float64Array =>
  weightsOf(`linear ${work.params[0]}`, () => linearWeights(numberOf(work, 0)));
export const exponential = (work: Work): Float64Array =>
  weightsOf(`exponential ${work.params[0]} ${work.params[1]}`, () =>
    exponentialWeights(numberOf(work, 0), numberOf(work, 1)),
  );
/** Weights of the exponential mean of span d: (1 - a) ^ age, a = 2 / (d + 1), cut to a window. */
export const spanned = (work: Work): Float64Array =>
  weightsOf(`span ${work.params[0]} ${work.params[1]}`, () =>
    exponentialWeights(numberOf(work, 1), 1 - 2 / (numberOf(work, 0) + 1)),
  );

const columns = (statistic: Statistic, shape?: WindowShape): KernelEntry => ({
  reach: 'columns',
  run: everyWindow(statistic, shape),
});

/** Means in which days weigh differently; the registry has the definitions and sources. */
export const weights: Readonly<Record<string, KernelEntry>> = {
  decay_linear: columns((window, work) => weightedMean(window, linear(work))),
  decay_exp: columns((window, work) => weightedMean(window, exponential(work))),
  ts_ema: columns((window, work) => weightedMean(window, spanned(work)), { length: 1 }),
};
