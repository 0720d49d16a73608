import type { FactorSummary } from '@fm/results';
import { csvOf, digits, percent, tableOf, type Column } from '../output.ts';

const columns: readonly Column<FactorSummary>[] = [
  { heading: 'factor', cell: (row) => row.factor },
  { heading: 'start', cell: (row) => row.start },
  { heading: 'end', cell: (row) => row.end },
  { heading: 'what', cell: (row) => row.role },
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
  { heading: 'p<5% ex self', cell: (row) => row.statistics['significantExSelf'] ?? null },
  { heading: 'p<5%', cell: (row) => row.significant },
];

/** Every factor and range with a premium, a line each. */
export function everyRangeTable(summaries: readonly FactorSummary[]): string {
  return tableOf(withPremium(summaries), columns);
}

/** The same as CSV, with the run. */
export function everyRangeCsv(summaries: readonly FactorSummary[], run: readonly Column<FactorSummary>[]): string {
  return csvOf(withPremium(summaries), [...columns, ...run]);
}

function withPremium(summaries: readonly FactorSummary[]): FactorSummary[] {
  return summaries.filter((row) => row.premium !== null);
}
