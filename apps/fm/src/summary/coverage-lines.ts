import type { Coverage, FactorSummary } from '@fm/results';

/** Factors that left out the same, in the same measure, over one range. */
export interface CoverageLine {
  readonly factors: readonly string[];
  readonly meanStocks: number;
  readonly sessionsWithReturn: number;
  readonly sessions: number;
  /** What only some factors left out, with its share: stock-sessions of all, sessions of all, or stocks. */
  readonly left: string;
}

/** Coverage of the factors of one range: what all of them left out alike is reported once. */
export interface CoverageView {
  readonly common: string;
  readonly lines: readonly CoverageLine[];
}

/**
 * Shortens the coverage of many factors over one range.
 *
 * @param stocks - stocks of the run
 */
export function coverageView(summaries: readonly FactorSummary[], stocks: number): CoverageView {
  const keysOf = ({ coverage }: FactorSummary): string[] =>
    coverage.drops.map(({ reason, unit, count }) => `${reason}|${unit}|${count}`);
  const [first] = summaries;
  const common = new Set(
    summaries.length < 2 || first === undefined
      ? []
      : keysOf(first).filter((key) => summaries.every((summary) => keysOf(summary).includes(key))),
  );
  const groups = new Map<string, FactorSummary[]>();
  for (const summary of summaries) {
    const { sessionsWithReturn } = summary.coverage;
    const own = keysOf(summary).filter((key) => !common.has(key));
    const key = [sessionsWithReturn, summary.coverage.meanStocks, ...own].join(' ');
    groups.set(key, [...(groups.get(key) ?? []), summary]);
  }
  return {
    common: first === undefined ? '' : dropsText(first.coverage, stocks, (key) => common.has(key)),
    lines: [...groups.values()].map((own): CoverageLine => {
      const { coverage } = own[0] as FactorSummary;
      return {
        factors: own.map(({ factor }) => factor),
        meanStocks: coverage.meanStocks,
        sessionsWithReturn: coverage.sessionsWithReturn,
        sessions: coverage.sessions,
        left: dropsText(coverage, stocks, (key) => !common.has(key)) || '-',
      };
    }),
  };
}

function dropsText(coverage: Coverage, stocks: number, chosen: (key: string) => boolean): string {
  return coverage.drops
    .filter(({ reason, unit, count }) => chosen(`${reason}|${unit}|${count}`))
    .map(({ reason, unit, count }) => {
      if (unit === 'stocks') return `${reason} ${count} of ${stocks} stocks`;
      const whole = unit === 'sessions' ? coverage.sessions : coverage.sessions * stocks;
      return `${reason} ${share(count / whole)}${unit === 'sessions' ? ' of sessions' : ''}`;
    })
    .join(', ');
}

function share(part: number): string {
  const percent = 100 * part;
  return percent < 0.1 ? '<0.1%' : `${percent.toFixed(1)}%`;
}
