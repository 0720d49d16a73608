import { dayOfIso, isoOfDay } from '@fm/platform/time';
import type { TrialResult } from './record-trials.ts';

/**
 * Mean return per session of each week, by its Monday; weeks without a return are left out.
 *
 * @param sessions - ISO dates, ascending
 * @param series - return of each session, NaN where there is none
 */
export function weeklyReturns(
  sessions: readonly string[],
  series: Float64Array = new Float64Array(0),
): Pick<TrialResult, 'weeks' | 'returns'> {
  const sums = new Map<string, { sum: number; count: number }>();
  series.forEach((value, t) => {
    if (!Number.isFinite(value)) return;
    const week = mondayOf(sessions[t] as string);
    const known = sums.get(week) ?? { sum: 0, count: 0 };
    sums.set(week, { sum: known.sum + value, count: known.count + 1 });
  });
  return { weeks: [...sums.keys()], returns: [...sums.values()].map(({ sum, count }) => sum / count) };
}

function mondayOf(day: string): string {
  const at = dayOfIso(day);
  // 1970-01-01 was a Thursday.
  return isoOfDay(at - ((((at + 3) % 7) + 7) % 7));
}
