import type { FactorSummary, RunResults, StockResult } from '@fm/mining';
import { csvOf, digits, note, percent, print, tableOf, type Column, type OutputFormat } from './output.ts';

const summaryColumns: readonly Column<FactorSummary>[] = [
  { heading: 'factor', cell: (row) => row.factor },
  { heading: 'start', cell: (row) => row.start },
  { heading: 'end', cell: (row) => row.end },
  { heading: 'sessions', cell: (row) => row.coverage.sessions },
  { heading: 'stocks', cell: (row) => row.stocks },
  { heading: 'premium', cell: (row) => row.premium, text: (row) => percent(row.premium) },
  { heading: 'premium t', cell: (row) => row.premiumTStat, text: (row) => digits(row.premiumTStat, 2) },
  {
    heading: 'p BH',
    cell: (row) => row.statistics['premiumPValueBenjaminiHochberg'] ?? null,
    text: (row) => digits(row.statistics['premiumPValueBenjaminiHochberg'] ?? null, 3),
  },
  {
    heading: 'IC 21',
    cell: (row) => row.statistics['ic21Mean'] ?? null,
    text: (row) => digits(row.statistics['ic21Mean'] ?? null, 3),
  },
  { heading: 'Sharpe', cell: (row) => row.sharpe, text: (row) => digits(row.sharpe, 2) },
  { heading: 'max drawdown', cell: (row) => row.maxDrawdown, text: (row) => percent(row.maxDrawdown) },
  { heading: 'mean beta', cell: (row) => row.meanBeta, text: (row) => digits(row.meanBeta, 3) },
  { heading: 'mean t', cell: (row) => row.meanTStat, text: (row) => digits(row.meanTStat, 2) },
  { heading: 'mean R2', cell: (row) => row.meanRSquared, text: (row) => digits(row.meanRSquared, 3) },
  { heading: 'p<5%', cell: (row) => row.significant },
  { heading: 'p<5% BH', cell: (row) => row.significantAdjusted },
];

const detailKeys: readonly (keyof StockResult)[] = [
  'factor',
  'symbol',
  'start',
  'end',
  'observations',
  'alpha',
  'beta',
  'alphaTStat',
  'tStat',
  'tStatNeweyWest',
  'pValue',
  'pValueAdjusted',
  'rSquared',
  'betaLow',
  'betaHigh',
  'betaExSelf',
  'tStatExSelf',
  'rSquaredExSelf',
  'dropReason',
];

/**
 * Writes the results of a run to standard output: one JSON object, the per-stock regressions as CSV, or a table of the
 * factor-level results with what a reader must know before believing them.
 */
export function showResults(results: RunResults, format: OutputFormat): void {
  if (format === 'json') {
    print(JSON.stringify(results));
    return;
  }
  if (format === 'csv') {
    const synthetic = { heading: 'synthetic', cell: () => results.run.synthetic };
    const columns = detailKeys.map((key): Column<StockResult> => ({ heading: key, cell: (row) => row[key] }));
    print(csvOf(results.details, [...columns, synthetic]));
    return;
  }
  showSummaries(results);
}

/** The factor-level results of a run as a table, with what a reader must know before believing them. */
export function showSummaries({ run, summaries }: Pick<RunResults, 'run' | 'summaries'>): void {
  if (run.synthetic) print('SYNTHETIC DATA: the demonstration market, no real company.\n');
  print(dropsText(summaries));
  print(
    tableOf(
      summaries.filter((row) => row.premium !== null),
      summaryColumns,
    ),
  );
  print(`\nrun ${run.id}: ${run.status}, ${run.trials} trials (factors x ranges), ${run.request.weighting} weights`);
  for (const line of run.notes) note(line);
}

/** How much of the data each factor could use, and why not the rest: read before the numbers. */
function dropsText(summaries: readonly FactorSummary[]): string {
  const byFactor = new Map<string, { sessions: number; stocks: number; drops: Map<string, number> }>();
  for (const { factor, coverage } of summaries) {
    const entry = byFactor.get(factor) ?? { sessions: 0, stocks: 0, drops: new Map<string, number>() };
    entry.sessions += coverage.sessions;
    entry.stocks += coverage.meanStocks * coverage.sessions;
    for (const drop of coverage.drops) {
      const key = `${drop.reason} (${drop.unit})`;
      entry.drops.set(key, (entry.drops.get(key) ?? 0) + drop.count);
    }
    byFactor.set(factor, entry);
  }
  type Line = { factor: string; stocks: number; dropped: string };
  const lines = [...byFactor].map(([factor, entry]): Line => ({
    factor,
    stocks: entry.stocks / entry.sessions,
    dropped: [...entry.drops].map(([reason, count]) => `${reason}: ${count}`).join(', ') || 'nothing',
  }));
  const columns: readonly Column<Line>[] = [
    { heading: 'coverage', cell: (line) => line.factor },
    { heading: 'stocks ranked', cell: (line) => line.stocks, text: (line) => line.stocks.toFixed(1) },
    { heading: 'left out', cell: (line) => line.dropped },
  ];
  return `${tableOf(lines, columns)}\n`;
}
