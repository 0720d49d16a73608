import type { RunPlan } from '../request/plan.ts';

/** The calendar, the stocks and the ranges of a run that is only planned. */
export interface InventedRun {
  readonly stocks: number;
  /** Ascending, `YYYY-MM-DD`. */
  readonly sessions: readonly string[];
  /** First and last session of each range. */
  readonly ranges: readonly { readonly from: number; readonly to: number }[];
}

/** The plan of a run in which every stock is listed throughout: it can be cut, and not mined. */
export function inventedPlan({ stocks, sessions, ranges }: InventedRun): RunPlan {
  const symbols = Array.from({ length: stocks }, (_, i) => `S${String(i).padStart(5, '0')}`);
  const last = sessions.length - 1;
  return {
    runId: 'invented',
    universe: { name: 'invented', members: symbols.map((symbol) => ({ symbol })), dated: false },
    symbols,
    sessions,
    ranges: ranges.map(({ from, to }) => ({
      ...{ from, to },
      start: sessions[from] as string,
      end: sessions[to] as string,
    })),
    emptyRanges: [],
    until: sessions[last] as string,
    dataVersion: '',
    firstPrice: symbols.map(() => 0),
    lastPrice: symbols.map(() => last),
    synthetic: true,
    notes: [],
  };
}

const dayMilliseconds = 86_400_000;

/** Weekdays of some years up to the end of 2023, with each year and all of them as ranges. */
export function weekdaysOfYears(years: number): Pick<InventedRun, 'sessions' | 'ranges'> {
  const sessions: string[] = [];
  for (let day = Date.UTC(2024 - years, 0, 1); day < Date.UTC(2024, 0, 1); day += dayMilliseconds) {
    if (new Date(day).getUTCDay() % 6 !== 0) sessions.push(new Date(day).toISOString().slice(0, 10));
  }
  const each = Array.from({ length: years }, (_, at) => {
    const year = String(2024 - years + at);
    return {
      from: sessions.findIndex((session) => session.startsWith(year)),
      to: sessions.findLastIndex((session) => session.startsWith(year)),
    };
  });
  return { sessions, ranges: [...each, { from: 0, to: sessions.length - 1 }] };
}
