import { addableDrift, commonBasis } from './basis.ts';
import { addDays, daysBetween, durationClass, isYear, yearApart } from './durations.ts';
import { commonFilings, isEntry, joined, type Entry, type Outcome } from './entry.ts';
import { remainder, type TagPeriods } from './tag-periods.ts';

/** Days by which periods may miss each other and still follow each other. */
const contiguous = 7;

/** By how much, as a fraction, quarters may miss the year to date that they make: rounding. */
const silentDrift = 1e-3;

/**
 * Twelve months of one tag up to a day, in this order: the reported year; year + year to date - year to date a year ago
 * of one vintage; four quarters in a row. The quarters may be of vintages between which no period changed by more than
 * 2 %: their sum is then off by less than that.
 *
 * @param nonNegative - whether a result outside of sane bounds is refused
 */
export function trailingAt(periods: TagPeriods, end: string, nonNegative: boolean): Outcome {
  const year = periods.year(end);
  if (year !== undefined) return year;
  const rolled = rolledYear(periods, end, nonNegative);
  if (isEntry(rolled)) return rolled;
  const summed = fourQuarters(periods, end, nonNegative);
  if (isEntry(summed)) return summed;
  return summed ?? rolled ?? { reason: 'fewer than four quarters in a row' };
}

/** Year + year to date - year to date a year ago; undefined where a part is not there. */
function rolledYear(periods: TagPeriods, end: string, nonNegative: boolean): Outcome | undefined {
  let refused: Outcome | undefined;
  for (const toDate of periods.endingOn(end)) {
    const kind = durationClass(toDate.start, end);
    if (kind === undefined || kind === 'year') continue;
    const year = lastYearBefore(periods, toDate.start);
    const ago =
      year &&
      periods
        .startingOn(year.start)
        .find((one) => yearApart(one.end, end) && durationClass(one.start, one.end) === kind);
    if (year === undefined || ago === undefined) continue;
    const parts = [year, toDate, ago];
    const basis = commonBasis(parts.map((one) => one.basis));
    const rest = remainder(year, ago, nonNegative);
    if (basis === undefined) refused = { reason: 'vintages_differ' };
    else if (rest === undefined || (nonNegative && toDate.value < 0)) refused = { reason: 'out_of_bounds' };
    else
      return {
        ...toDate,
        start: addDays(ago.end, 1),
        value: rest + toDate.value,
        accn: joined(parts.map((one) => one.accn)),
        derivation: 'year + year to date - year to date a year ago',
        basis,
        filings: commonFilings(parts),
      };
  }
  return refused;
}

/** The year before a first day: it ends on the day before, give or take a week. */
function lastYearBefore(periods: TagPeriods, start: string): Entry | undefined {
  return nearest(addDays(start, -1), (end) => periods.year(end));
}

/** The sum of the quarter that ends at `end` and the three before it; undefined where one is not there. */
function fourQuarters(periods: TagPeriods, end: string, nonNegative: boolean): Outcome | undefined {
  const quarters: Entry[] = [];
  for (let day = end; quarters.length < 4;) {
    const quarter = quarterNear(periods, day, nonNegative);
    if (!isEntry(quarter)) return quarter;
    quarters.unshift(quarter);
    day = addDays(quarter.start, -1);
  }
  const [first, last] = [quarters[0] as Entry, quarters[3] as Entry];
  if (!isYear(daysBetween(first.start, last.end))) return undefined;
  const bases = quarters.map((one) => one.basis);
  if (periods.vintages.driftBetween(bases) > addableDrift) return { reason: 'vintages_differ' };
  if (!fitYearToDate(periods, quarters)) return { reason: 'vintages_differ' };
  const basis = commonBasis(bases);
  const value = quarters.reduce((sum, quarter) => sum + quarter.value, 0);
  if (nonNegative && value < 0) return { reason: 'out_of_bounds' };
  return {
    ...last,
    start: first.start,
    value,
    accn: joined(quarters.flatMap((quarter) => quarter.accn.split(' + '))),
    derivation: basis === undefined ? 'sum of four quarters of vintages less than 2 % apart' : 'sum of four quarters',
    basis: basis ?? last.basis,
    filings: commonFilings(quarters),
  };
}

/** Whether the quarters add up to the years to date that end with them: a quarter may have been restated in silence. */
function fitYearToDate(periods: TagPeriods, quarters: readonly Entry[]): boolean {
  const last = quarters.at(-1) as Entry;
  return periods.endingOn(last.end).every((toDate) => {
    const first = quarters.findIndex((quarter) => quarter.start === toDate.start);
    if (first === -1) return true;
    const sum = quarters.slice(first).reduce((total, quarter) => total + quarter.value, 0);
    return Math.abs(sum - toDate.value) <= silentDrift * Math.abs(toDate.value);
  });
}

/** The quarter that ends at the day, else the one nearest to it within a week. */
function quarterNear(periods: TagPeriods, day: string, nonNegative: boolean): Outcome | undefined {
  return nearest(day, (end) => periods.quarter(end, nonNegative));
}

/** Offsets of the days within a week of a day, nearest first. */
const offsets = Array.from({ length: 2 * contiguous + 1 }, (_, at) => (at % 2 === 1 ? -1 : 1) * Math.ceil(at / 2));

/** What a reading finds on a day, else on the day nearest to it within a week. */
function nearest<Found>(day: string, read: (day: string) => Found | undefined): Found | undefined {
  for (const offset of offsets) {
    const found = read(offset === 0 ? day : addDays(day, offset));
    if (found !== undefined) return found;
  }
  return undefined;
}
