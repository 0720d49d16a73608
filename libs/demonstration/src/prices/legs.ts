/** Which stocks are in the top (1), in the bottom (-1) and in neither leg (0). */
export type Legs = Int8Array;

/**
 * Terciles of a session as the product sorts them: stocks with a finite value and a return, ranked by value; the top and
 * the bottom `floor(n / 3)`. The values of the demonstration market are drawn, so that none are equal.
 */
export function tercileLegs(values: Float64Array, hasReturn: Uint8Array): Legs {
  const legs = new Int8Array(values.length);
  const eligible: number[] = [];
  for (let stock = 0; stock < values.length; stock++) {
    if (Number.isFinite(values[stock]!) && hasReturn[stock] === 1) eligible.push(stock);
  }
  eligible.sort((a, b) => values[a]! - values[b]! || a - b);
  const size = Math.floor(eligible.length / 3);
  for (let rank = 0; rank < size; rank++) {
    legs[eligible[rank]!] = -1;
    legs[eligible[eligible.length - 1 - rank]!] = 1;
  }
  return legs;
}

/** Stocks in one leg. */
export function legSize(legs: Legs): number {
  return legs.reduce((count, leg) => count + (leg === 1 ? 1 : 0), 0);
}
