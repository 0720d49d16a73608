/** Up to this many keys insertion sort is the fastest. */
const few = 32;

let packed = new Float64Array(0);
let packedWords = new Uint32Array(0);

/**
 * Positions of the first `n` keys in ascending order of key, ties by position; 0 and -0 are equal.
 *
 * The position is written over the lowest bits of each key's fraction, the platform sorts these numbers natively, and
 * the few neighbours whose true keys differ only in the bits overwritten are put right by a last insertion pass. That is
 * several times faster than sorting positions with a comparison function.
 *
 * @param keys - finite values
 * @param order - receives the positions
 */
export function ascendingOrder(keys: Float64Array, n: number, order: Uint32Array): void {
  if (n <= few) for (let j = 0; j < n; j++) order[j] = j;
  else orderByPackedKeys(keys, n, order);
  insertionPass(keys, n, order);
}

function orderByPackedKeys(keys: Float64Array, n: number, order: Uint32Array): void {
  if (packed.length < n) {
    packed = new Float64Array(2 * n);
    packedWords = new Uint32Array(packed.buffer);
  }
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
