/** Two 32-bit lanes of a 64-bit hash. */
export interface HashLanes {
  low: number;
  high: number;
}

const words = new Uint32Array(12);
const doubles = new Float64Array(words.buffer);

/**
 * Identity of a row's values for the key (symbol, date, row_hash): MurmurHash3_x86_32 (A. Appleby, public domain) over
 * the six values as little-endian doubles, a missing value as the canonical NaN and -0 as 0, followed by the synthetic
 * flag; once with seed 0 (low lane) and once with seed 0x9747b28c (high lane).
 *
 * It is compared only with the row of the same symbol and day, so a restatement that hashes to the row it replaces has
 * a chance of about 2^-64 to go unseen.
 */
export function hashRow(values: Float64Array, row: number, synthetic: boolean, into: HashLanes): void {
  for (let column = 0; column < 6; column++) {
    const value = values[row * 6 + column]!;
    doubles[column] = value !== value ? NaN : value + 0;
  }
  let low = 0;
  let high = 0x9747b28c;
  for (let at = 0; at < 12; at++) {
    const mixed = mixWord(words[at]!);
    low = mixState(low, mixed);
    high = mixState(high, mixed);
  }
  const flag = mixWord(synthetic ? 1 : 0);
  into.low = finish(mixState(low, flag));
  into.high = finish(mixState(high, flag));
}

const bytesHashed = 52;

function mixWord(word: number): number {
  const spread = Math.imul(word, 0xcc9e2d51);
  return Math.imul((spread << 15) | (spread >>> 17), 0x1b873593);
}

function mixState(state: number, mixed: number): number {
  const joined = state ^ mixed;
  return (Math.imul((joined << 13) | (joined >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(state: number): number {
  let hash = state ^ bytesHashed;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
