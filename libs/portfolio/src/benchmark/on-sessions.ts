import type { BenchmarkLevels } from './read-benchmark.ts';

/** Returns of a benchmark on the sessions of a book. */
export interface BenchmarkReturns {
  /** Since its last level; NaN on a session without a level, and before there are two. */
  readonly returns: Float64Array;
  /** The same where the last level is that of the session before, else NaN: what can be compared session by session. */
  readonly paired: Float64Array;
  /** Days with a level between the first and the last session that are not sessions. */
  readonly otherDays: readonly string[];
}

/**
 * Brings levels to sessions: a return goes from one session to the next, whatever days lie between them, and a session without a
 * level has none. A first level is carried to the first session where the day before it is not one.
 *
 * @param sessions - ISO dates, ascending
 */
export function onSessions(
  { dates, levels }: Pick<BenchmarkLevels, 'dates' | 'levels'>,
  sessions: readonly string[],
): BenchmarkReturns {
  const [first = '', last = ''] = [sessions[0], sessions.at(-1)];
  const isSession = new Set(sessions);
  const levelOf = new Map(dates.map((date, at) => [date, levels[at] as number]));
  const before = dates.findLastIndex((date) => date < first);
  let known = before < 0 ? NaN : (levels[before] as number);
  let isPaired = before >= 0;
  const returns = new Float64Array(sessions.length).fill(NaN);
  const paired = returns.slice();
  sessions.forEach((session, t) => {
    const level = levelOf.get(session);
    if (level !== undefined) {
      returns[t] = level / known - 1;
      if (isPaired) paired[t] = returns[t];
      known = level;
    }
    isPaired = level !== undefined;
  });
  return {
    ...{ returns, paired },
    otherDays: dates.filter((date) => date > first && date < last && !isSession.has(date)),
  };
}
