import type { FactorSlices, Slice, SliceList } from './slice.ts';

/** The slices of all factors of a stage, one factor after the other. */
export class SliceSequence implements SliceList {
  readonly #factors: readonly FactorSlices[];
  /** Place of each factor's first slice, and at the end how many slices there are. */
  readonly #firsts: Float64Array;

  constructor(factors: readonly FactorSlices[]) {
    this.#factors = factors;
    this.#firsts = new Float64Array(factors.length + 1);
    factors.forEach(({ length }, at) => (this.#firsts[at + 1] = (this.#firsts[at] as number) + length));
  }

  get length(): number {
    return this.#firsts[this.#factors.length] as number;
  }

  at(index: number): Slice {
    if (!(index >= 0 && index < this.length)) throw new RangeError(`there is no slice ${index} of ${this.length}`);
    let low = 0;
    let high = this.#factors.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#firsts[middle] as number) <= index) low = middle;
      else high = middle;
    }
    // Factors without slices share their first place with the next one, where the search ends.
    return { ...(this.#factors[low] as FactorSlices).at(index - (this.#firsts[low] as number)), index };
  }

  of(factor: string): Slice[] {
    const place = this.#factors.findIndex((slices) => slices.factor === factor);
    const slices = this.#factors[place];
    const first = this.#firsts[place] as number;
    return Array.from({ length: slices?.length ?? 0 }, (_, part) => this.at(first + part));
  }

  *[Symbol.iterator](): Iterator<Slice> {
    for (let index = 0; index < this.length; index++) yield this.at(index);
  }
}
