import type { FactorSummary } from '@fm/results';
import { summaryNumberEntries } from '@fm/results/evidence';
import { csvOf, type Column } from '../output.ts';

const keys = [
  ...(['factor', 'factorType', 'start', 'end'] as const),
  ...summaryNumberEntries.flatMap(([name]) => (name === 'premium' ? ([name, 'side'] as const) : [name])),
];

const coverageKeys = ['sessions', 'sessionsWithReturn', 'meanStocks', 'minStocks', 'maxStocks'] as const;

/** Every number of the summaries as CSV, a line per range: what the range is, its coverage, then the statistics. */
export function reportCsv(summaries: readonly FactorSummary[], synthetic: boolean): string {
  const names = [...new Set(summaries.flatMap(({ statistics }) => Object.keys(statistics)))];
  const columns: Column<FactorSummary>[] = [
    ...keys.map((key): Column<FactorSummary> => ({ heading: key, cell: (row) => row[key] })),
    ...names.map((name): Column<FactorSummary> => ({ heading: name, cell: (row) => row.statistics[name] ?? null })),
    { heading: 'drops', cell: (row) => row.coverage.drops.map(({ reason, count }) => `${reason}=${count}`).join('; ') },
    ...coverageKeys.map((key): Column<FactorSummary> => ({ heading: key, cell: (row) => row.coverage[key] })),
    { heading: 'synthetic', cell: () => synthetic },
  ];
  return csvOf(summaries, columns);
}
