/**
 * Uniform numbers in [0, 1) that depend on the seed only: mulberry32 (T. Ettinger), the same bits on every machine.
 *
 * @param seed - its low 32 bits are used
 */
export function draws(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
