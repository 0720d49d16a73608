/** Up to this many keys plain insertion sort is the fastest. */
const few = 32;
/** A fuller bucket means that the keys are too uneven for buckets. */
const fullBucket = 24;

let capacity = 0;
let packed = new Float64Array(0);
let packedWords = new Uint32Array(0);
let bucketOf = new Uint32Array(0);
let starts = new Uint32Array(0);

/**
 * Positions of the first `n` keys in ascending order of key, ties by position; 0 and -0 are equal.
 *
 * Keys are dealt into about two equal buckets per key between the smallest and the largest, and an insertion pass puts
 * the rest right: linear time for the usual cross-section. Uneven keys (an outlier, many ties) are sorted natively as
 * numbers that carry their position in the lowest bits of the fraction. Both only prepare the exact insertion pass, and
 * both are several times faster than sorting positions with a comparison function.
 *
 * @param keys - finite values
 * @param order - receives the positions
 */
export function ascendingOrder(keys: Float64Array, n: number, order: Uint32Array): void {
  if (n <= few) for (let j = 0; j < n; j++) order[j] = j;
  else {
    reserve(n);
    if (!orderByBuckets(keys, n, order)) orderByPackedKeys(keys, n, order);
  }
  insertionPass(keys, n, order);
}

function reserve(n: number): void {
  if (n < capacity) return;
  capacity = 2 ** (32 - Math.clz32(n));
  packed = new Float64Array(capacity);
  packedWords = new Uint32Array(packed.buffer);
  bucketOf = new Uint32Array(capacity);
  starts = new Uint32Array(2 * capacity + 1);
}

/** Orders by bucket, ties by position; false where the keys are too uneven for it. */
function orderByBuckets(keys: Float64Array, n: number, order: Uint32Array): boolean {
  let least = keys[0];
  let most = keys[0];
  for (let j = 1; j < n; j++) {
    least = Math.min(least, keys[j]);
    most = Math.max(most, keys[j]);
  }
  const buckets = 2 ** (33 - Math.clz32(n));
  const scale = (buckets - 1) / (most - least);
  if (!(scale > 0 && scale < Infinity)) return false;
  starts.fill(0, 0, buckets + 1);
  for (let j = 0; j < n; j++) {
    const bucket = ((keys[j] - least) * scale) >>> 0;
    bucketOf[j] = bucket;
    starts[bucket + 1]++;
  }
  let fullest = 0;
  for (let b = 1; b <= buckets; b++) {
    fullest = Math.max(fullest, starts[b]);
    starts[b] += starts[b - 1];
  }
  if (fullest > fullBucket) return false;
  for (let j = 0; j < n; j++) order[starts[bucketOf[j]]++] = j;
  return true;
}

function orderByPackedKeys(keys: Float64Array, n: number, order: Uint32Array): void {
  const mask = 2 ** (32 - Math.clz32(n - 1)) - 1;
  for (let j = 0; j < n; j++) {
    packed[j] = keys[j] + 0; // -0 becomes 0
    const position = keys[j] < 0 ? mask - j : j; // among equal negative numbers more bits mean less
    packedWords[2 * j] = (packedWords[2 * j] & ~mask) | position;
  }
  packed.subarray(0, n).sort();
  for (let j = 0; j < n; j++) {
    const position = packedWords[2 * j] & mask;
    order[j] = packed[j] < 0 ? mask - position : position;
  }
}

function insertionPass(keys: Float64Array, n: number, order: Uint32Array): void {
  for (let j = 1; j < n; j++) {
    const position = order[j];
    const key = keys[position];
    let to = j;
    while (to > 0) {
      const before = order[to - 1];
      if (keys[before] < key || (keys[before] === key && before < position)) break;
      order[to--] = before;
    }
    order[to] = position;
  }
}
