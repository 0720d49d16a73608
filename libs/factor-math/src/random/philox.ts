const { imul } = Math;

const multiplier0 = 0xd2511f53;
const multiplier1 = 0xcd9e8d57;
const weyl0 = 0x9e3779b9;
const weyl1 = 0xbb67ae85;
const rounds = 10;

/** High half of the 64-bit product of two unsigned 32-bit numbers. */
function highProduct(a: number, b: number): number {
  const [a0, a1, b0, b1] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const low = imul(a0, b0) >>> 0;
  const middle = a1 * b0 + (low >>> 16);
  const other = a0 * b1 + (middle % 2 ** 16);
  return (a1 * b1 + Math.floor(middle / 2 ** 16) + Math.floor(other / 2 ** 16)) >>> 0;
}

/**
 * Four random 32-bit numbers of a place: Philox 4x32 with 10 rounds (Salmon, Moraes, Dror and Shaw 2011, Parallel Random
 * Numbers: As Easy as 1, 2, 3). A number depends on the key and the counter only, never on what was drawn before it.
 *
 * @param counter - four unsigned 32-bit numbers: where the numbers are used
 * @param key - two unsigned 32-bit numbers: the seed
 */
export function philox(
  counter: readonly [number, number, number, number],
  key: readonly [number, number],
): [number, number, number, number] {
  let [c0, c1, c2, c3] = counter;
  let [k0, k1] = key;
  for (let round = 0; round < rounds; round++) {
    const high0 = highProduct(multiplier0, c0);
    const low0 = imul(multiplier0, c0) >>> 0;
    const high1 = highProduct(multiplier1, c2);
    const low1 = imul(multiplier1, c2) >>> 0;
    [c0, c1, c2, c3] = [(high1 ^ c1 ^ k0) >>> 0, low1, (high0 ^ c3 ^ k1) >>> 0, low0];
    k0 = (k0 + weyl0) >>> 0;
    k1 = (k1 + weyl1) >>> 0;
  }
  return [c0, c1, c2, c3];
}

/**
 * Uniform numbers in [0, 1) of a place, with 32 random bits each: the first, the second and so on, the same for the same
 * key and place whatever else is drawn.
 *
 * @param key - two unsigned 32-bit numbers: the seed
 * @param place - up to three whole numbers from 0 to 2^32 - 1
 */
export function uniformsAt(key: readonly [number, number], ...place: readonly number[]): () => number {
  const [a = 0, b = 0, c = 0] = place;
  let block: number[] = [];
  let blocks = 0;
  return () => {
    if (block.length === 0) block = philox([blocks++, a, b, c], key).reverse();
    return (block.pop() as number) / 2 ** 32;
  };
}
