import { wrongPeriods } from '../errors.ts';

/** Days of a period, both inclusive. */
export interface Days {
  readonly start: string;
  readonly end: string;
}

/** The three periods of a search. */
export interface SearchPeriods {
  readonly discovery: Days;
  readonly validation: Days;
  readonly lockbox: Days;
}

/** Sessions of a period: signals of `from` up to `to`, not included, whose forward returns end before `end`. */
export interface PeriodSessions {
  readonly from: number;
  readonly to: number;
  readonly end: number;
}

export type PeriodName = keyof SearchPeriods;

export const periodNames: readonly PeriodName[] = ['discovery', 'validation', 'lockbox'];

/** Sessions kept free between the last return of a period and the first signal of the next. */
export const embargo = 21;

/** Minimum number of sessions with signals for judging a period. */
const fewest = 60;

/** Periods that take half, a quarter and a quarter of the sessions from `first` on. */
export function usualPeriods(sessions: readonly string[], first = 0): SearchPeriods {
  const count = sessions.length - first;
  const at = (share: number): number => first + Math.floor(count * share);
  const days = (from: number, to: number): Days => ({
    start: sessions[from] ?? '',
    end: sessions[to - 1] ?? '',
  });
  return {
    discovery: days(first, at(0.5)),
    validation: days(at(0.5), at(0.75)),
    lockbox: days(at(0.75), sessions.length),
  };
}

/**
 * Sessions of the periods. A signal belongs to a period only where its forward return ends within it (purge), and between
 * the end of one and the first signal of the next lie 21 sessions (embargo), so that no return counts in two periods.
 *
 * @throws WRONG_PERIODS where they are not one after the other, or have fewer than 60 sessions with signals
 */
export function sessionsOfPeriods(
  sessions: readonly string[],
  periods: SearchPeriods,
  horizon: number,
): Readonly<Record<PeriodName, PeriodSessions>> {
  let before = -embargo;
  const found = periodNames.map((name): [PeriodName, PeriodSessions] => {
    const { start, end } = periods[name];
    const first = sessions.findIndex((day) => day >= start);
    const last = sessions.findLastIndex((day) => day <= end);
    if (start > end || first === -1 || last < first)
      throw wrongPeriods(`no session lies in the ${name} period ${start}..${end}`);
    if (first < before) throw wrongPeriods(`the ${name} period ${start}..${end} begins before the one before it ends`);
    const from = Math.max(first, before + embargo);
    const to = last - horizon + 1;
    if (to - from < fewest)
      throw wrongPeriods(
        `the ${name} period ${start}..${end} has ${Math.max(0, to - from)} sessions with signals after purge and embargo, fewer than ${fewest}`,
      );
    before = last + 1;
    return [name, { from, to, end: last + 1 }];
  });
  return Object.fromEntries(found) as Record<PeriodName, PeriodSessions>;
}
