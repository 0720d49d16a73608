import { uniformsAt } from '@fm/factor-math';
import type { SearchMarket } from '../data/search-market.ts';
import { wrongSearch } from '../errors.ts';

/** Sessions that lie at least between a session and the one whose returns it is given. */
export const apart = 63;

/** Sessions below which too few arrangements keep that distance. */
const fewest = 4 * apart;

/** Revision of the arrangement: raised whenever the same number would give another one. */
const revision = 1;

/**
 * An arrangement of the numbers below `count` in which none is nearer than 63 to its own place: a random one (Fisher and Yates),
 * in which each number that is too near is exchanged with one for which both are far enough away.
 *
 * @throws WRONG_SEARCH where `count` is below 252
 */
export function arrangement(count: number, number: number): Int32Array {
  if (count < fewest)
    throw wrongSearch(
      `a placebo search needs ${fewest} sessions of discovery and validation, and there are ${count}`,
      'Search over a longer range of days, or without placebo searches.',
    );
  const uniform = uniformsAt([number, apart], revision);
  const below = (end: number): number => Math.floor(uniform() * end);
  const order = Int32Array.from({ length: count }, (_, at) => at);
  const swap = (a: number, b: number): void => {
    [order[a], order[b]] = [order[b] as number, order[a] as number];
  };
  for (let at = count - 1; at > 0; at--) swap(at, below(at + 1));
  const isFar = (at: number, from: number): boolean => Math.abs((order[from] as number) - at) >= apart;
  for (let at = 0; at < count; at++) {
    while (!isFar(at, at)) {
      const other = below(count);
      if (isFar(at, other) && isFar(other, at)) swap(at, other);
    }
  }
  return order;
}

/**
 * The market in which every session from `from` up to `until`, not included, has the returns of another of these sessions, at
 * least 63 away, for all stocks together: what stocks have in common stays, and what predicted them is gone. Features stay,
 * and returns from `until` on are neither read nor moved.
 *
 * @param number - of the placebo: another number is another arrangement
 */
export function placeboMarket(market: SearchMarket, from: number, until: number, number: number): SearchMarket {
  const { days, stocks, values } = market.returns;
  const moved = values.slice();
  arrangement(until - from, number).forEach((source, at) => {
    const row = (from + source) * stocks;
    moved.set(values.subarray(row, row + stocks), (from + at) * stocks);
  });
  return {
    ...market,
    returns: { days, stocks, values: moved },
    dataVersion: `${market.dataVersion} placebo ${revision}.${number}`,
    synthetic: true,
  };
}
