/** A run of `size = 2 ** level` sessions that ends `offset` sessions before t. */
export interface WindowBlock {
  readonly level: number;
  readonly size: number;
  readonly offset: number;
}

/**
 * Cuts a window of `n` sessions that ends at t into blocks whose lengths are the powers of two in `n`, the shortest one
 * nearest to t. A block of 2 ** (k + 1) sessions is two blocks of 2 ** k, so a statistic of any window costs O(log n)
 * merges per value. The cut counts back only from t: the same window gives the same bits wherever the panel starts,
 * and a spike is gone as soon as it leaves the window, which running sums cannot offer.
 */
export function windowBlocks(n: number): WindowBlock[] {
  const blocks: WindowBlock[] = [];
  let offset = 0;
  for (let level = 0; 2 ** level <= n; level++) {
    const size = 2 ** level;
    if ((n & size) === 0) continue;
    blocks.push({ level, size, offset });
    offset += size;
  }
  return blocks;
}
