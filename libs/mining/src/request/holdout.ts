import { isCalendarDate, isoOfDay, dayOfIso } from '@fm/platform/time';
import type { DateRange, RunRequest } from '@fm/results';

/** The dates of a hold-out; undefined where the text is not `FROM..TO` with two dates in order. */
export function readHoldoutDates(text: string): DateRange | undefined {
  const [start = '', end = '', ...rest] = text.split('..');
  const isRange = rest.length === 0 && isCalendarDate(start) && isCalendarDate(end) && start <= end;
  return isRange ? { start, end } : undefined;
}

/** The days that a request separates: the sample is before its hold-out. */
export interface HoldoutText {
  readonly holdout: string;
  /** Short form of the ranges of the sample. */
  readonly ranges: string;
  readonly from?: string;
}

/**
 * What is wrong with a hold-out relative to the sample. Named ranges that reach into it or lie behind it are faults; yearly,
 * quarterly and rolling ones end before it.
 */
export function holdoutFaults({ holdout, ranges, from }: HoldoutText): string[] {
  const dates = readHoldoutDates(holdout);
  if (dates === undefined) return [`the hold-out "${holdout}" is not FROM..TO with two dates in order`];
  const late = ranges
    .split(',')
    .map((part) => part.trim())
    .filter((part) => (readHoldoutDates(part)?.end ?? '') >= dates.start)
    .map((part) => `the range ${part} does not end before the hold-out ${holdout}`);
  if (from !== undefined && from >= dates.start)
    late.push(`the first day ${from} is not before the hold-out ${holdout}`);
  return late;
}

/**
 * Last day that the sample of a request may use: that before its hold-out, or its last day where that comes first.
 *
 * @returns an ISO date, `9999-12-31` where nothing ends the sample
 */
export function lastDayOfSample({ to = '9999-12-31', holdout = '' }: Pick<RunRequest, 'to' | 'holdout'>): string {
  const dates = readHoldoutDates(holdout);
  if (dates === undefined) return to;
  const before = isoOfDay(dayOfIso(dates.start) - 1);
  return before < to ? before : to;
}

/** A range without the hold-out of its request, so that no range name promises sessions of the hold-out. */
export function beforeHoldout(range: DateRange, { holdout }: Pick<RunRequest, 'holdout'>): DateRange {
  if (holdout === undefined) return range;
  const last = lastDayOfSample({ holdout });
  return range.end <= last ? range : { ...range, end: last };
}

/** The request that mines the hold-out of another; undefined if that has none. */
export function holdoutRequest(request: RunRequest): RunRequest | undefined {
  if (request.holdout === undefined) return undefined;
  const kept = Object.entries(request).filter(([name]) => !['holdout', 'from', 'to'].includes(name));
  return { ...(Object.fromEntries(kept) as unknown as RunRequest), ranges: request.holdout };
}
