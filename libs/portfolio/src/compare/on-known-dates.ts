import { dayOfIso } from '@fm/platform/time';
import type { Frequency } from '../known/frequency.ts';

/** Returns per session with their dates, ascending; NaN is missing. */
export interface DatedReturns {
  readonly dates: readonly string[];
  readonly values: Float64Array;
}

/** Calendar days by which the first and last session may miss the ends of a period that counts as complete. */
const slack = 4;

/**
 * Converts returns per session to the dates of known factors: those of the same day, or compounded over the sessions of each
 * week, month or year. A period that the returns do not fill, at either end, and one with a missing session are missing.
 *
 * @param dates - days, or the last days of periods, ascending
 */
export function onKnownDates(returns: DatedReturns, dates: readonly string[], frequency: Frequency): Float64Array {
  if (frequency === 'day') {
    const byDate = new Map(returns.dates.map((date, at) => [date, returns.values[at] as number]));
    return Float64Array.from(dates, (date) => byDate.get(date) ?? NaN);
  }
  const first = dayOfIso(returns.dates[0] ?? '');
  const last = dayOfIso(returns.dates.at(-1) ?? '');
  let session = 0;
  return Float64Array.from(dates, (date) => {
    const end = dayOfIso(date);
    const begin = beginOf(date, end, frequency);
    while (session < returns.dates.length && dayOfIso(returns.dates[session] as string) < begin) session++;
    let wealth = 1;
    let sessions = 0;
    for (; session < returns.dates.length && dayOfIso(returns.dates[session] as string) <= end; session++) {
      wealth *= 1 + (returns.values[session] as number);
      sessions++;
    }
    return sessions > 0 && first <= begin + slack && last >= end - slack ? wealth - 1 : NaN;
  });
}

function beginOf(date: string, end: number, frequency: Frequency): number {
  if (frequency === 'week') return end - 6;
  return dayOfIso(frequency === 'month' ? `${date.slice(0, 7)}-01` : `${date.slice(0, 4)}-01-01`);
}
