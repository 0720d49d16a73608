/**
 * Numbers in [0, 1) from a seed: xorshift of Marsaglia (2003), 32 bits, with shifts 13, 17 and 5.
 *
 * @param seed - any integer but 0
 * @see https://doi.org/10.18637/jss.v008.i14
 */
export function seededRandom(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
}
