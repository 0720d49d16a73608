import { RankSelector } from '../ranking/select-rank.ts';

/** One leg of a session: its stocks, and how much of its place each of those at its edge has. */
export interface LegMembers {
  /** Columns in ascending order; the first `count` count. */
  readonly columns: Int32Array;
  count: number;
  /** Signal of the last stock that is in the leg. */
  edge: number;
  /** Fraction of a place that each stock with the signal `edge` has; those beyond it have a whole one. */
  share: number;
}

/**
 * Finds the stocks in the two legs of a session. Stocks with the same signal at the edge of a leg share the places that are
 * left: each is in the leg with the same fraction, so that no order of columns has a say.
 */
export class LegFinder {
  readonly low: LegMembers;
  readonly high: LegMembers;
  readonly #selector: RankSelector;
  readonly #marks: Int8Array;

  constructor(stocks: number) {
    this.low = { columns: new Int32Array(stocks), count: 0, edge: NaN, share: 1 };
    this.high = { columns: new Int32Array(stocks), count: 0, edge: NaN, share: 1 };
    this.#selector = new RankSelector(stocks);
    this.#marks = new Int8Array(stocks);
  }

  /**
   * Of `n` columns in ascending order of signal, whose row begins at `row` of `signal`, the `size` lowest and highest.
   *
   * @returns false where one signal reaches into both legs: then there are none
   */
  fromOrder(sorted: Int32Array, n: number, size: number, signal: Float64Array, row: number): boolean {
    const lowest = signal[row + sorted[size - 1]];
    const highest = signal[row + sorted[n - size]];
    if (lowest === highest) return false;
    let lastLow = size;
    while (signal[row + sorted[lastLow]] === lowest) lastLow++;
    let firstHigh = n - size;
    while (signal[row + sorted[firstHigh - 1]] === highest) firstHigh--;
    const marks = this.#marks.fill(0);
    for (let j = 0; j < lastLow; j++) marks[sorted[j]] = -1;
    for (let j = firstHigh; j < n; j++) marks[sorted[j]] = 1;
    let lows = 0;
    let highs = 0;
    for (let i = 0; i < marks.length; i++) {
      if (marks[i] === -1) this.low.columns[lows++] = i;
      else if (marks[i] === 1) this.high.columns[highs++] = i;
    }
    this.#enter(this.low, lows, lowest, size, signal, row);
    this.#enter(this.high, highs, highest, size, signal, row);
    return true;
  }

  /** The same of `n` keys in column order. */
  fromKeys(
    keys: Float64Array,
    columns: Int32Array,
    n: number,
    size: number,
    signal: Float64Array,
    row: number,
  ): boolean {
    this.#selector.load(keys, n);
    const lowest = this.#selector.at(size - 1);
    const highest = this.#selector.at(n - size);
    if (lowest === highest) return false;
    const [low, high] = [this.low.columns, this.high.columns];
    let lows = 0;
    let highs = 0;
    // Every column is written and the next one overwrites it unless it counts: no branch to mispredict.
    for (let j = 0; j < n; j++) {
      low[lows] = columns[j];
      high[highs] = columns[j];
      lows += keys[j] <= lowest ? 1 : 0;
      highs += keys[j] >= highest ? 1 : 0;
    }
    this.#enter(this.low, lows, lowest, size, signal, row);
    this.#enter(this.high, highs, highest, size, signal, row);
    return true;
  }

  #enter(leg: LegMembers, count: number, edge: number, size: number, signal: Float64Array, row: number): void {
    leg.count = count;
    leg.edge = edge;
    leg.share = 1;
    if (count === size) return;
    let tied = 0;
    for (let j = 0; j < count; j++) tied += signal[row + leg.columns[j]] === edge ? 1 : 0;
    leg.share = (size - (count - tied)) / tied;
  }
}
