import type { RunPlan } from '../plan.ts';

/** Size of a run that is only planned. */
export interface PlannedSize {
  readonly stocks: number;
  readonly years: number;
}

const dayMilliseconds = 86_400_000;

/** The plan of a run over weekdays up to the end of 2023, each year and all of them, every stock listed throughout. */
export function inventedPlan({ stocks, years }: PlannedSize): RunPlan {
  const sessions: string[] = [];
  for (let day = Date.UTC(2024 - years, 0, 1); day < Date.UTC(2024, 0, 1); day += dayMilliseconds) {
    const weekday = new Date(day).getUTCDay();
    if (weekday !== 0 && weekday !== 6) sessions.push(new Date(day).toISOString().slice(0, 10));
  }
  const symbols = Array.from({ length: stocks }, (_, i) => `S${String(i).padStart(5, '0')}`);
  const last = sessions.length - 1;
  const ranges = Array.from({ length: years }, (_, at) => {
    const year = String(2024 - years + at);
    const from = sessions.findIndex((session) => session.startsWith(year));
    const to = sessions.findLastIndex((session) => session.startsWith(year));
    return { from, to, start: sessions[from] as string, end: sessions[to] as string };
  });
  return {
    runId: 'invented',
    universe: { name: 'invented', members: symbols.map((symbol) => ({ symbol })), dated: false },
    symbols,
    sessions,
    ranges: [...ranges, { from: 0, to: last, start: sessions[0] as string, end: sessions[last] as string }],
    emptyRanges: [],
    until: sessions[last] as string,
    dataVersion: '',
    firstPrice: symbols.map(() => 0),
    lastPrice: symbols.map(() => last),
    synthetic: true,
    notes: [],
  };
}
