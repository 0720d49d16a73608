import { mean, standardDeviation } from '../panel/moments.ts';

/** How far the choice of the best trial carries over to sessions that did not choose it. */
export interface BacktestOverfitting {
  /** Share of the splits in which the trial that is best in one half is at most median in the other. */
  readonly probability: number;
  readonly meanLogit: number;
  readonly splits: number;
}

/**
 * Probability of back-test overfitting by combinatorially symmetric cross-validation: the sessions are cut into an even
 * number of blocks, every half of them chooses the trial with the best mean / sd, and `logit(rank / (N + 1))` says where it
 * ranks among all in the other half (Bailey, Borwein, Lopez de Prado and Zhu 2017, The Probability of Backtest
 * Overfitting, Journal of Computational Finance 20(4)). It says whether the choice carries over, not whether anything is
 * above 0.
 *
 * @param series - one per trial, of the same sessions; missing values are left out
 * @param blocks - even; 16 make 12,870 splits
 */
export function backtestOverfitting(series: readonly Float64Array[], blocks: number): BacktestOverfitting {
  const sessions = series[0]?.length ?? 0;
  if (!(blocks >= 2 && blocks % 2 === 0 && blocks <= sessions))
    throw new RangeError(`${blocks} blocks cannot be made of ${sessions} sessions`);
  const parts = series.map((x) => partsOf(x, blocks));
  let [splits, failed, logits] = [0, 0, 0];
  for (let half = 0; half < 2 ** blocks; half++) {
    if (bitsOf(half) !== blocks / 2) continue;
    const chosen = parts.map((part) => ratioOf(part, half));
    const others = parts.map((part) => ratioOf(part, 2 ** blocks - 1 - half));
    const best = chosen.reduce((at, ratio, k) => (ratio > chosen[at] ? k : at), 0);
    const below = others.filter((ratio) => ratio < others[best]).length;
    const place = (below + 1) / (series.length + 1);
    const logit = Math.log(place / (1 - place));
    splits++;
    logits += logit;
    if (logit <= 0) failed++;
  }
  return { probability: failed / splits, meanLogit: logits / splits, splits };
}

/** Count, mean and sum of squares about the mean, of one block. */
interface Part {
  readonly n: number;
  readonly mean: number;
  readonly squares: number;
}

/** The first blocks are one session longer where the sessions do not divide. */
function partsOf(x: Float64Array, blocks: number): Part[] {
  const [length, rest] = [Math.floor(x.length / blocks), x.length % blocks];
  return Array.from({ length: blocks }, (_, k) => {
    const begin = k * length + Math.min(k, rest);
    const values = x.slice(begin, begin + length + (k < rest ? 1 : 0)).filter((value) => !Number.isNaN(value));
    const deviation = standardDeviation(values);
    const squares = values.length < 2 ? 0 : deviation * deviation * (values.length - 1);
    return { n: values.length, mean: values.length === 0 ? 0 : mean(values), squares };
  });
}

/** Mean / sd of the blocks whose bits are set, from their moments; -Infinity where it has none. */
function ratioOf(parts: readonly Part[], bits: number): number {
  let [n, total] = [0, 0];
  parts.forEach((part, k) => {
    if (((bits >>> k) & 1) === 0) return;
    n += part.n;
    total += part.n * part.mean;
  });
  const centre = total / n;
  let squares = 0;
  parts.forEach((part, k) => {
    if (((bits >>> k) & 1) === 1) squares += part.squares + part.n * (part.mean - centre) ** 2;
  });
  const ratio = centre / Math.sqrt(squares / (n - 1));
  return Number.isNaN(ratio) ? -Infinity : ratio;
}

function bitsOf(number: number): number {
  let count = 0;
  for (let rest = number; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}
