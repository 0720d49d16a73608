/**
 * The vintages of a tag are numbered: each filing that restates a period begins the next one. A value holds from the vintage
 * that first stated it up to the last that repeated it.
 */
export interface Basis {
  readonly first: number;
  readonly last: number;
}

/** The vintages in which all of some values hold; undefined where there is none. */
export function commonBasis(bases: readonly Basis[]): Basis | undefined {
  const first = Math.max(...bases.map((one) => one.first));
  const last = Math.min(...bases.map((one) => one.last));
  return first <= last ? { first, last } : undefined;
}

/** How much a restatement may change the periods of a tag, as a fraction, and quarters before and after it still add up. */
export const addableDrift = 0.02;

/** How far the ratios by which one restatement changes different periods may lie from each other. */
const ratioSpread = 0.2;

interface Vintage {
  /** Largest relative change of a period by the restatement. */
  drift: number;
  /** Ratios of new to old values. */
  low: number;
  high: number;
}

/** A period that a filing restates. */
export interface Restated {
  readonly before: number;
  readonly after: number;
  /** Last vintage that stated the value before. */
  readonly last: number;
}

/** The vintages of one tag in one unit. */
export class Vintages {
  readonly #vintages: Vintage[] = [{ drift: 0, low: 1, high: 1 }];

  get current(): number {
    return this.#vintages.length - 1;
  }

  /**
   * Takes what filings restate and returns whether that begins a vintage. A period that was last stated before the present
   * vintage follows the restatement that began it, if it changes by a similar ratio: a company that is split up restates a
   * year in one report and the quarters of it in the next ones.
   */
  take(restated: readonly Restated[]): boolean {
    const news = restated.filter((one) => one.last === this.current || !this.#follows(one));
    if (news.length === 0) return false;
    const ratios = news.map(ratioOf);
    this.#vintages.push({
      drift: Math.max(...ratios.map((ratio) => Math.abs(ratio - 1))),
      low: Math.min(...ratios),
      high: Math.max(...ratios),
    });
    return true;
  }

  /** Relative change of the restatements that lie between values of different vintages; 0 where they share one. */
  driftBetween(bases: readonly Basis[]): number {
    const last = Math.min(...bases.map((one) => one.last));
    const first = Math.max(...bases.map((one) => one.first));
    return this.#vintages.slice(last + 1, first + 1).reduce((sum, { drift }) => sum + drift, 0);
  }

  #follows(one: Restated): boolean {
    const { low, high } = this.#vintages[this.current] as Vintage;
    const ratio = ratioOf(one);
    return ratio >= low - ratioSpread && ratio <= high + ratioSpread;
  }
}

function ratioOf({ before, after }: Restated): number {
  return before === 0 ? Infinity : after / before;
}
