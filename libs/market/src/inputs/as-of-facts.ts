import { missingPanel, type Panel } from '@fm/factor-math';

/** A fact about a stock, or the reason why there is none, from a moment on. */
export interface AsOfFact {
  readonly stock: number;
  /** Milliseconds since the epoch. */
  readonly knownAt: number;
  /** NaN where there is none. */
  readonly value: number;
  /** Why there is none. */
  readonly reason: string;
}

/** Facts of one input by columns, by stock and the moment they became known: plain data that threads share. */
export interface AsOfFacts {
  /** Place of each stock's first fact, and at the end how many facts there are. */
  readonly begins: Uint32Array;
  /** Milliseconds since the epoch. */
  readonly knownAt: Float64Array;
  /** NaN where there is none. */
  readonly value: Float64Array;
  /** Why there is none, an index into `reasons`. */
  readonly reason: Uint16Array;
  readonly reasons: readonly string[];
}

/** Facts by columns; of one stock and moment the last given counts. */
export function asOfFacts(stocks: number, facts: readonly AsOfFact[]): AsOfFacts {
  const ordered = isOrdered(facts) ? facts : [...facts].sort((a, b) => a.stock - b.stock || a.knownAt - b.knownAt);
  const begins = new Uint32Array(stocks + 1);
  for (const { stock } of ordered) begins[stock + 1]!++;
  for (let stock = 0; stock < stocks; stock++) begins[stock + 1]! += begins[stock] as number;
  const places = new Map([['', 0]]);
  const reason = Uint16Array.from(ordered, (fact) => {
    const place = places.get(fact.reason) ?? places.size;
    places.set(fact.reason, place);
    return place;
  });
  return {
    begins,
    knownAt: Float64Array.from(ordered, ({ knownAt }) => knownAt),
    value: Float64Array.from(ordered, ({ value }) => value),
    reason,
    reasons: [...places.keys()],
  };
}

/** The warehouse gives facts in order. */
function isOrdered(facts: readonly AsOfFact[]): boolean {
  return facts.every(({ stock, knownAt }, at) => {
    const before = facts[at - 1];
    return before === undefined || before.stock < stock || (before.stock === stock && before.knownAt <= knownAt);
  });
}

/**
 * Panel whose cell (t, i) is the value of the last fact of stock i that was known before the close of session t; NaN
 * before the first.
 *
 * @param closes - moment of the close of every session, ascending, milliseconds since the epoch
 */
export function asOfPanel(closes: Float64Array, { begins, knownAt, value }: AsOfFacts): Panel {
  const stocks = begins.length - 1;
  const panel = missingPanel(closes.length, stocks);
  const next = begins.slice(0, stocks);
  const row = new Float64Array(stocks).fill(NaN);
  for (let t = 0; t < closes.length; t++) {
    const close = closes[t] as number;
    for (let stock = 0; stock < stocks; stock++) {
      let at = next[stock] as number;
      const end = begins[stock + 1] as number;
      if (at === end || (knownAt[at] as number) >= close) continue;
      while (at < end && (knownAt[at] as number) < close) at++;
      next[stock] = at;
      row[stock] = value[at - 1] as number;
    }
    panel.values.set(row, t * stocks);
  }
  return panel;
}

/** Place of the last fact of a stock known before a close; undefined where there is none. */
export function lastFactBefore({ begins, knownAt }: AsOfFacts, stock: number, close: number): number | undefined {
  const begin = begins[stock] as number;
  let [low, high] = [begin, begins[stock + 1] as number];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((knownAt[middle] as number) < close) low = middle + 1;
    else high = middle;
  }
  return low > begin ? low - 1 : undefined;
}
