/** Two stretches of a series whose levels differ by less than this are on one basis. */
const sameLevel = Math.log(5);

/**
 * Keeps account of the stretches of a series between breaks of its level. Within a stretch every return is one; which of two
 * levels is right nothing says, and the newest is the one that later files continue.
 */
export class LevelLedger {
  readonly #starts: { readonly at: number; readonly level: number; readonly move: string }[] = [
    { at: 0, level: 0, move: '' },
  ];

  /**
   * The level changes from a position on.
   *
   * @param ratio - price over the price before it
   * @param move - the change in words
   */
  breakAt(at: number, ratio: number, move: string): void {
    this.#starts.push({ at, level: this.#starts.at(-1)!.level + Math.log(ratio), move });
  }

  /** Stretches on another level than the last one: positions from (inclusive) and to (exclusive), and the break that ends them. */
  otherLevels(): { from: number; to: number; move: string }[] {
    const last = this.#starts.at(-1)!.level;
    return this.#starts.flatMap(({ at, level }, which) => {
      const next = this.#starts[which + 1];
      const isSame = Math.abs(level - last) < sameLevel;
      return next === undefined || isSame ? [] : [{ from: at, to: next.at, move: next.move }];
    });
  }
}
