import { groupBy } from './group-by.ts';
import { commonBasis, type Vintages } from './basis.ts';
import { addDays, daysBetween, durationClass, isQuarter, isYear, type DurationClass } from './durations.ts';
import { commonFilings, isEntry, joined, type Entry, type Outcome } from './entry.ts';

/** Names of the differences that leave a quarter, by the class of the longer period. */
const differenceNames: Readonly<Record<Exclude<DurationClass, 'quarter'>, string>> = {
  half: 'half-year minus first quarter',
  'nine-months': 'nine months minus half-year',
  year: 'year minus nine months',
};

/** How far the daily rate of a difference may lie from that of the period it is taken from. */
const rateBounds = { low: 0.05, high: 10 };

/** Periods of one tag in one unit at one moment, by their last day. */
export class TagPeriods {
  readonly vintages: Vintages;
  /** Last days of all durations of a quarter or more. */
  readonly ends: ReadonlySet<string>;
  readonly #byEnd: ReadonlyMap<string, readonly Entry[]>;
  readonly #byStart: ReadonlyMap<string, readonly Entry[]>;
  readonly #quarters = new Map<string, Outcome | undefined>();

  constructor(entries: readonly Entry[], vintages: Vintages) {
    const durations = entries.filter(({ start, end }) => start !== end && daysBetween(start, end) >= 70);
    durations.sort((a, b) => (a.start < b.start ? -1 : 1));
    this.vintages = vintages;
    this.#byEnd = groupBy(durations, ({ end }) => end);
    this.#byStart = groupBy(durations, ({ start }) => start);
    this.ends = new Set(this.#byEnd.keys());
  }

  /** The durations that end on a day, longest first. */
  endingOn(end: string): readonly Entry[] {
    return this.#byEnd.get(end) ?? [];
  }

  /** The durations that start on a day. */
  startingOn(start: string): readonly Entry[] {
    return this.#byStart.get(start) ?? [];
  }

  /** The reported year that ends on a day; of several the shortest. */
  year(end: string): Entry | undefined {
    return this.endingOn(end).findLast((one) => isYear(daysBetween(one.start, one.end)));
  }

  /**
   * The quarter that ends on a day: reported, else the difference of two periods of one vintage with the same first day
   * that leaves 70 to 120 days. Only for quantities that add up over time.
   *
   * @param nonNegative - whether a difference outside of sane bounds is refused
   */
  quarter(end: string, nonNegative: boolean): Outcome | undefined {
    const key = `${end}${nonNegative}`;
    if (!this.#quarters.has(key)) this.#quarters.set(key, this.#findQuarter(end, nonNegative));
    return this.#quarters.get(key);
  }

  #findQuarter(end: string, nonNegative: boolean): Outcome | undefined {
    const ending = this.endingOn(end);
    const reported = ending.findLast((one) => isQuarter(daysBetween(one.start, one.end)));
    if (reported !== undefined) return reported;
    let refused: Outcome | undefined;
    for (const whole of ending)
      for (const part of this.startingOn(whole.start)) {
        if (!isQuarter(daysBetween(part.end, whole.end) - 1)) continue;
        const found = difference(whole, part, nonNegative);
        if (isEntry(found)) return found;
        refused = found;
      }
    return refused;
  }
}

function difference(whole: Entry, part: Entry, nonNegative: boolean): Outcome {
  const basis = commonBasis([whole.basis, part.basis]);
  if (basis === undefined) return { reason: 'vintages_differ' };
  const rest = remainder(whole, part, nonNegative);
  if (rest === undefined) return { reason: 'out_of_bounds' };
  const of = durationClass(whole.start, whole.end);
  return {
    ...whole,
    start: addDays(part.end, 1),
    value: rest,
    accn: joined([whole.accn, part.accn]),
    derivation: of === undefined || of === 'quarter' ? 'difference of two periods' : differenceNames[of],
    basis,
    filings: commonFilings([whole, part]),
  };
}

/**
 * What a period leaves of a longer one with the same first day. Of what is never negative, as revenue, the rest must be
 * positive, and its daily rate between a twentieth of and ten times that of the whole; undefined where it is not.
 */
export function remainder(whole: Entry, part: Entry, nonNegative: boolean): number | undefined {
  const rest = whole.value - part.value;
  if (!nonNegative || whole.value === 0) return rest;
  if (whole.value < 0) return undefined;
  const rate = rest / (daysBetween(part.end, whole.end) - 1) / (whole.value / daysBetween(whole.start, whole.end));
  return rate >= rateBounds.low && rate <= rateBounds.high ? rest : undefined;
}
