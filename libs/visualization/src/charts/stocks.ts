import type { DetailRow, SummaryRow } from '../api/schemas.ts';
import { intervalOption, intervalSentence, intervalTable } from './intervals.ts';
import type { ChartContext, ChartModel } from './model.ts';

/** Beta of every stock over one date range, with its 95 % interval, lowest first. */
export function stockBetas(rows: readonly DetailRow[], context: ChartContext): ChartModel {
  const intervals = rows
    .filter((row) => row.beta !== null)
    .sort((a, b) => (a.beta as number) - (b.beta as number))
    .map(({ symbol, beta, betaLow, betaHigh }) => ({ label: symbol, value: beta, low: betaLow, high: betaHigh }));
  const [first] = rows;
  const dropped = rows.length - intervals.length;
  return {
    id: 'stock-betas',
    title: 'Beta of each stock',
    caption:
      `Ordinary least squares of the stock's daily return on the factor return` +
      `${first ? `, ${first.start} to ${first.end}` : ''}; boxes span 95 % intervals.` +
      (dropped > 0 ? ` ${dropped} stocks without a regression are in the table with their reason.` : ''),
    description: intervalSentence(intervals, 'ratio'),
    option: intervalOption(intervals, 'beta', 'ratio', context),
    table: intervalTable(intervals, 'Stock', 'ratio'),
  };
}

/** Premium of every date range with a 95 % interval from its Newey-West t. */
export function premiumByRange(rows: readonly SummaryRow[], context: ChartContext): ChartModel {
  const intervals = rows.map(({ start, end, premium, premiumTStat }) => {
    const reach =
      premium === null || premiumTStat === null || premiumTStat === 0
        ? null
        : Math.abs((1.959964 * premium) / premiumTStat);
    const label = rangeLabel(start, end);
    return {
      label,
      value: premium,
      low: premium === null || reach === null ? null : premium - reach,
      high: premium === null || reach === null ? null : premium + reach,
    };
  });
  return {
    id: 'premium-ranges',
    title: 'Premium by date range',
    caption: 'Annualised mean of the long-short return before costs; boxes span 95 % intervals from the Newey-West t.',
    description: intervalSentence(intervals, 'percent'),
    option: intervalOption(intervals, 'premium per year', 'percent', context),
    table: intervalTable(intervals, 'Range', 'percent'),
  };
}

/** A calendar year as its number, anything else by its months. */
function rangeLabel(start: string, end: string): string {
  const year = start.slice(0, 4);
  if (start === `${year}-01-01` && end === `${year}-12-31`) return year;
  return `${start.slice(0, 7)} to ${end.slice(0, 7)}`;
}
