import type { BookTargets } from './book-targets.ts';

/** Sessions without a price after which a position counts as sold at its last one. */
const patience = 21;

/** What a trade did, in the currency of the account. */
export interface AccountTrade {
  readonly traded: number;
  readonly cost: number;
  /** Positions that could not be traded. */
  readonly untraded: number;
  readonly isLimited: boolean;
}

/** How an account trades. */
export interface AccountRules {
  readonly parts: number;
  readonly short: boolean;
  readonly maxWeight: number;
  readonly maxTurnover: number;
  readonly tradeCost: (stock: number) => number;
  readonly borrowCost: (stock: number) => number;
}

/** Positions of the overlapping parts of a book, valued at the last price of each stock, and the cash beside them. */
export class BookAccount {
  readonly #stocks: number;
  readonly #rules: AccountRules;
  /** Parts x stocks: value held, negative where short. */
  readonly #held: Float64Array;
  /** Per stock over all parts, kept in step with `held`. */
  readonly #last: Float64Array;
  readonly #idle: Int32Array;
  readonly #invested: Uint8Array;
  #cash = 1;

  constructor(stocks: number, rules: AccountRules) {
    this.#stocks = stocks;
    this.#rules = rules;
    this.#held = new Float64Array(rules.parts * stocks);
    this.#last = new Float64Array(stocks).fill(NaN);
    this.#idle = new Int32Array(stocks);
    this.#invested = new Uint8Array(rules.parts);
  }

  /** Cash and positions at their last prices. */
  get wealth(): number {
    let sum = this.#cash;
    for (let at = 0; at < this.#held.length; at++) sum += this.#held[at];
    return sum;
  }

  /** Revalues all positions at the prices of a moment; a stock without one keeps its last. */
  value(prices: Float64Array, row: number): void {
    const { parts } = this.#rules;
    for (let i = 0; i < this.#stocks; i++) {
      const price = prices[row + i];
      if (!(price > 0)) continue;
      const ratio = price / this.#last[i];
      this.#last[i] = price;
      for (let k = 0; k < parts; k++) {
        const at = k * this.#stocks + i;
        if (this.#held[at] !== 0) this.#held[at] *= ratio;
      }
    }
  }

  /** Ends positions of a stock at a return. */
  end(stock: number, value: number): number {
    let ended = 0;
    for (let at = stock; at < this.#held.length; at += this.#stocks) {
      if (this.#held[at] === 0) continue;
      this.#cash += this.#held[at] * (1 + value);
      this.#held[at] = 0;
      ended++;
    }
    return ended;
  }

  /** Counts the sessions without a price, and ends positions that had none for a month. */
  wait(prices: Float64Array, row: number): number {
    let ended = 0;
    for (let i = 0; i < this.#stocks; i++) {
      if (prices[row + i] > 0) this.#idle[i] = 0;
      else if (++this.#idle[i] === patience) ended += this.end(i, 0);
    }
    return ended;
  }

  /**
   * Brings a part of the book to its targets: each side is worth an equal part of the wealth. What does not trade at the
   * prices of the moment stays as it is, and the rest of its side is spread over what does.
   */
  trade(part: number, targets: BookTargets, prices: Float64Array, row: number): AccountTrade {
    const { parts, short, maxWeight, maxTurnover, tradeCost } = this.#rules;
    const held = this.#held.subarray(part * this.#stocks, (part + 1) * this.#stocks);
    const capital = this.wealth / parts;
    const [longScale, shortScale] = [
      this.#scale(held, targets.long, 1, prices, row, capital),
      this.#scale(held, targets.short, -1, prices, row, capital),
    ];
    const most = maxWeight * capital;
    const changes = new Float64Array(this.#stocks);
    let [total, untraded] = [0, 0];
    for (let i = 0; i < this.#stocks; i++) {
      if (!(prices[row + i] > 0)) {
        if (held[i] !== 0) untraded++;
        continue;
      }
      const wanted = Math.min(most, longScale * targets.long[i]) - Math.min(most, shortScale * targets.short[i]);
      changes[i] = wanted - held[i];
      total += Math.abs(changes[i]);
    }
    const turnover = total / (2 * (short ? 2 : 1) * capital);
    const isLimited = this.#invested[part] === 1 && turnover > maxTurnover * (1 + 1e-9);
    const share = isLimited ? maxTurnover / turnover : 1;
    let [traded, cost] = [0, 0];
    for (let i = 0; i < this.#stocks; i++) {
      const change = share * changes[i];
      if (change === 0) continue;
      held[i] += change;
      this.#cash -= change;
      traded += Math.abs(change);
      cost += Math.abs(change) * tradeCost(i);
    }
    this.#invested[part] = 1;
    return { traded, cost, untraded, isLimited };
  }

  /** What a side's weights are multiplied by, so that it is worth the capital together with what cannot be traded. */
  #scale(
    held: Float64Array,
    weights: Float64Array,
    sign: 1 | -1,
    prices: Float64Array,
    row: number,
    capital: number,
  ): number {
    let [all, tradable, frozen] = [0, 0, 0];
    for (let i = 0; i < this.#stocks; i++) {
      all += weights[i];
      if (prices[row + i] > 0) tradable += weights[i];
      else if (held[i] * sign > 0) frozen += Math.abs(held[i]);
    }
    return tradable > 0 ? Math.max(0, capital * all - frozen) / tradable : 0;
  }

  /** Cost of a year of what is held short. */
  yearOfBorrowing(): number {
    let sum = 0;
    for (let at = 0; at < this.#held.length; at++)
      if (this.#held[at] < 0) sum -= this.#held[at] * this.#rules.borrowCost(at % this.#stocks);
    return sum;
  }

  /** What a part holds, multiples of its equal share of the wealth; short is negative. */
  weightsOf(part: number): Float64Array {
    const capital = this.wealth / this.#rules.parts;
    return this.#held.slice(part * this.#stocks, (part + 1) * this.#stocks).map((value) => value / capital);
  }

  /** Value of each stock over all parts. */
  positions(): Float64Array {
    const sums = this.#held.slice(0, this.#stocks);
    for (let at = this.#stocks; at < this.#held.length; at++) sums[at % this.#stocks] += this.#held[at];
    return sums;
  }
}
