import { ascendingOrder } from '../ranking/ascending-order.ts';
import { averageRanks } from '../ranking/average-ranks.ts';
import { normalQuantile } from '../distributions/normal.ts';
import type { BookInputs, BookRules } from './book.ts';
import { spreadWithinGroups } from './group-limits.ts';
import { placesAtTop } from './leg-places.ts';
import { spreadWeights } from './leg-weights.ts';
import { trailingVolatility } from './trailing-volatility.ts';

/** Places that the stocks of a part of a book have on each side, between one rebalancing and the next. */
export interface HeldPlaces {
  readonly long: Float64Array;
  readonly short: Float64Array;
}

/** What a signal asks for: weights per stock, each side adding up to 1, or to less where a limit leaves cash. */
export interface BookTargets {
  readonly signal: number;
  readonly ranked: number;
  readonly long: Float64Array;
  readonly short: Float64Array;
}

/** Why a signal gives no book. */
export type NoTargets = 'tooFewStocks' | 'undivided';

type Ranking = Required<
  Pick<BookRules, 'short' | 'direction' | 'enter' | 'leave' | 'weighting' | 'maxWeight' | 'maxGroup'>
> &
  Pick<BookRules, 'weigher'>;

/** Ranks the stocks of a signal and weighs both sides of a book. */
export class TargetFinder {
  readonly #inputs: BookInputs;
  readonly #rules: Ranking;
  readonly #stocks: number;
  readonly #columns: Int32Array;
  readonly #keys: Float64Array;
  readonly #sizes: Float64Array;
  readonly #order: Uint32Array;
  readonly #enters: readonly [Float64Array, Float64Array];
  readonly #stays: Float64Array;
  readonly #ranks: Float64Array;

  constructor(inputs: BookInputs, rules: Ranking) {
    this.#inputs = inputs;
    this.#rules = rules;
    this.#stocks = inputs.scores.stocks;
    const numbers = (): Float64Array => new Float64Array(this.#stocks);
    this.#columns = new Int32Array(this.#stocks);
    this.#order = new Uint32Array(this.#stocks);
    [this.#keys, this.#sizes, this.#stays, this.#ranks] = [numbers(), numbers(), numbers(), numbers()];
    this.#enters = [numbers(), numbers()];
  }

  /**
   * Target weights of a signal.
   *
   * @param held - places before; receives those after
   * @param weightsOf - weights that the part holds at the close
   */
  targetsAt(signal: number, held: HeldPlaces, weightsOf: () => Float64Array): BookTargets | NoTargets {
    const { short, direction, enter, leave } = this.#rules;
    const n = this.#collect(signal, direction);
    const [longs, shorts] = this.#enters;
    ascendingOrder(this.#keys, n, this.#order);
    if (placesAtTop(this.#keys, this.#order, n, enter, longs) === 0) return 'tooFewStocks';
    if (n > 1 && this.#keys[this.#order[0]] === this.#keys[this.#order[n - 1]]) return 'undivided';
    if (short) {
      this.#turnRound(n);
      placesAtTop(this.#keys, this.#order, n, enter, shorts);
      for (let j = 0; j < n; j++) if (longs[j] > 0 && shorts[j] > 0) return 'undivided';
      this.#turnRound(n);
    }
    const made = { signal, ranked: n, long: new Float64Array(this.#stocks), short: new Float64Array(this.#stocks) };
    placesAtTop(this.#keys, this.#order, n, leave, this.#stays);
    this.#fill(n, longs, held.long, made.long, signal);
    if (short) {
      this.#turnRound(n);
      placesAtTop(this.#keys, this.#order, n, leave, this.#stays);
      this.#fill(n, shorts, held.short, made.short, signal);
    }
    const { weigher } = this.#rules;
    if (weigher === undefined) return made;
    const sides = { long: columnsAbove0(held.long), short: columnsAbove0(held.short) };
    return { ...made, ...weigher.weigh({ signal, ...sides, scores: this.#scoresOf(n), held: weightsOf() }) };
  }

  /** Normal quantiles of the ranks of those in the ranking. */
  #scoresOf(n: number): Float64Array {
    const scores = new Float64Array(this.#stocks).fill(NaN);
    averageRanks(this.#keys, n, this.#ranks);
    const sign = this.#rules.short ? -1 : 1;
    for (let j = 0; j < n; j++) scores[this.#columns[j]] = sign * normalQuantile(this.#ranks[j] / (n + 1));
    return scores;
  }

  /** Gathers the stocks that can be ranked: member, traded on the session, with a score and what weighs them. */
  #collect(signal: number, direction: 1 | -1): number {
    const { scores, closes, member } = this.#inputs;
    let n = 0;
    for (let i = 0; i < this.#stocks; i++) {
      const cell = signal * this.#stocks + i;
      const score = scores.values[cell];
      if (member?.[cell] === 0 || !Number.isFinite(score) || !(closes.values[cell] > 0)) continue;
      const size = this.#sizeOf(signal, i);
      if (!(size > 0 && size < Infinity)) continue;
      this.#keys[n] = direction * score;
      this.#sizes[n] = size;
      this.#columns[n++] = i;
    }
    if (this.#rules.weighting === 'signal') {
      averageRanks(this.#keys, n, this.#ranks);
      for (let j = 0; j < n; j++) this.#sizes[j] = Math.abs(this.#ranks[j] - (n + 1) / 2);
    }
    return n;
  }

  #sizeOf(signal: number, stock: number): number {
    const { sizes, closes } = this.#inputs;
    const { weigher } = this.#rules;
    if (weigher !== undefined) return weigher.accepts(signal, stock) ? 1 : NaN;
    if (this.#rules.weighting === 'value')
      return sizes === undefined ? NaN : sizes.values[signal * this.#stocks + stock];
    if (this.#rules.weighting !== 'inverse-volatility') return 1;
    return 1 / trailingVolatility(closes.values, this.#stocks, stock, signal);
  }

  /** Ranks from the other end. */
  #turnRound(n: number): void {
    for (let j = 0; j < n; j++) this.#keys[j] = -this.#keys[j];
    this.#order.subarray(0, n).reverse();
  }

  /** Places of a side: what enters, and of what was held before what may stay. */
  #fill(n: number, enters: Float64Array, held: Float64Array, weights: Float64Array, signal: number): void {
    const { maxWeight, maxGroup } = this.#rules;
    const codes = this.#inputs.groups?.values;
    const places = new Float64Array(this.#stocks);
    for (let j = 0; j < n; j++) {
      const i = this.#columns[j];
      places[i] = Math.max(enters[j], Math.min(held[i], this.#stays[j]));
      weights[i] = places[i] * this.#sizes[j];
    }
    held.set(places);
    if (codes === undefined || maxGroup === 1) spreadWeights(weights, maxWeight);
    else spreadWithinGroups(weights, maxWeight, (stock) => codes[signal * this.#stocks + stock], maxGroup);
  }
}

function columnsAbove0(places: Float64Array): Int32Array {
  const columns: number[] = [];
  for (let i = 0; i < places.length; i++) if (places[i] > 0) columns.push(i);
  return Int32Array.from(columns);
}
