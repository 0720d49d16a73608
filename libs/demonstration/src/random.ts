/**
 * Pseudo-random numbers that are the same bits on every machine: integer arithmetic, and floating-point additions of
 * numbers that are exact. Not for secrets.
 *
 * Generator: xoshiro128** 1.1 (D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", 2021), seeded by
 * splitmix32 (the 32-bit finalizer of MurmurHash3 over a Weyl sequence).
 */
export class Random {
  readonly #state = new Uint32Array(4);

  /** @param stream - independent streams of one seed, so that adding a use does not shift the others */
  constructor(seed: number, stream: string) {
    let weyl = seed >>> 0;
    for (const letter of stream) weyl = Math.imul(weyl ^ letter.charCodeAt(0), 0x9e3779b1) >>> 0;
    for (let at = 0; at < 4; at++) {
      weyl = (weyl + 0x9e3779b9) >>> 0;
      let mixed = Math.imul(weyl ^ (weyl >>> 16), 0x85ebca6b);
      mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
      this.#state[at] = mixed ^ (mixed >>> 16);
    }
  }

  /** 32 uniform bits as an unsigned integer. */
  bits(): number {
    const state = this.#state;
    const second = state[1]!;
    const scrambled = Math.imul(rotateLeft(Math.imul(second, 5), 7), 9) >>> 0;
    state[2]! ^= state[0]!;
    state[3]! ^= second;
    state[1]! ^= state[2]!;
    state[0]! ^= state[3]!;
    state[2]! ^= second << 9;
    state[3] = rotateLeft(state[3]!, 11);
    return scrambled;
  }

  /** Uniform in [0, 1), a multiple of 2^-32. */
  uniform(): number {
    return this.bits() / 4_294_967_296;
  }

  /**
   * Nearly normal deviate with mean 0 and variance 1: the sum of twelve uniforms minus six (Irwin-Hall), which needs no
   * logarithm or sine, whose last bits differ between platforms. Bounded by 6, excess kurtosis -0.1.
   */
  normal(): number {
    let sum = -6;
    for (let at = 0; at < 12; at++) sum += this.uniform();
    return sum;
  }

  /** The items in a random order (Fisher-Yates); the argument stays as it is. */
  shuffled<Item>(items: readonly Item[]): Item[] {
    const shuffled = [...items];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const other = Math.floor(this.uniform() * (last + 1));
      [shuffled[last], shuffled[other]] = [shuffled[other]!, shuffled[last]!];
    }
    return shuffled;
  }
}

function rotateLeft(word: number, count: number): number {
  return (word << count) | (word >>> (32 - count));
}
