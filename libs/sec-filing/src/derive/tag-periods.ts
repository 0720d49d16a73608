import { commonBasis, type Vintages } from './basis.ts';
import { addDays, daysBetween, durationClass, isQuarter, isYear, type DurationClass } from './durations.ts';
import { commonFilings, isEntry, joined, type Entry, type Outcome } from './entry.ts';

/** Names of the differences that leave a quarter, by the class of the longer period. */
const differenceNames: Readonly<Record<Exclude<DurationClass, 'quarter'>, string>> = {
  half: 'half-year minus first quarter',
  'nine-months': 'nine months minus half-year',
  year: 'year minus nine months',
};

/** Fewest days of a duration that is a period. */
const shortest = 70;

/** How far the daily rate of a difference may lie from that of the period it is taken from. */
const rateBounds = { low: 0.05, high: 10 };

/** Periods of one tag in one unit as they are known now, by their first and last day. */
export class TagPeriods {
  readonly vintages: Vintages;
  readonly #ends = new Set<string>();
  readonly #byEnd = new Map<string, Entry[]>();
  readonly #byStart = new Map<string, Entry[]>();
  readonly #quarters = new Map<string, Outcome | undefined>();

  constructor(vintages: Vintages) {
    this.vintages = vintages;
  }

  /** Takes the value of a period, in place of the one that was there. Periods of less than a quarter are left out. */
  put(entry: Entry): void {
    if (daysBetween(entry.start, entry.end) < shortest) return;
    this.#quarters.clear();
    this.#ends.add(entry.end);
    place(groupIn(this.#byEnd, entry.end), entry, (other) => other.start >= entry.start);
    place(groupIn(this.#byStart, entry.start), entry, (other) => other.end === entry.end);
  }

  /** Last days of all durations of a quarter or more. */
  get ends(): ReadonlySet<string> {
    return this.#ends;
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
   * The quarter that ends on a day: reported, unless it repeats the year to date; else the difference of two periods of one
   * vintage with the same first day that leaves 70 to 120 days. Only for quantities that add up over time.
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
    if (reported !== undefined && !this.#isYearToDate(reported)) return reported;
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

  /**
   * Whether the value of a quarter is that of a longer period which ends on its last day and has a value before the quarter:
   * a year to date under the days of the quarter.
   */
  #isYearToDate(quarter: Entry): boolean {
    return this.endingOn(quarter.end).some(
      (whole) =>
        whole.start < quarter.start &&
        whole.value === quarter.value &&
        this.startingOn(whole.start).some((part) => part.end < quarter.end && part.value !== 0),
    );
  }
}

/** Puts an entry in the place of that of its own days, else before the first that comes after it, else at the end. */
function place(group: Entry[], entry: Entry, isFrom: (other: Entry) => boolean): void {
  const at = group.findIndex(isFrom);
  const other = group[at];
  if (other === undefined) group.push(entry);
  else group.splice(at, other.start === entry.start && other.end === entry.end ? 1 : 0, entry);
}

function groupIn(groups: Map<string, Entry[]>, key: string): Entry[] {
  let group = groups.get(key);
  if (group === undefined) groups.set(key, (group = []));
  return group;
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
