import type { DetailRow, RollingBeta } from '../api/factor-schemas.ts';
import type { SummaryRow } from '../api/schemas.ts';
import { formatValue } from '../format.ts';
import { premiumInterval } from '../data/stored-statistics.ts';
import { intervalOption, intervalSentence, intervalTable } from './intervals.ts';
import { lineOption, lineSentence, lineTable } from './lines.ts';
import type { ChartContext, ChartModel } from './model.ts';
import { labelledRanges } from './range-label.ts';

/** Beta of every stock over one date range, with its 95 % interval, lowest first. */
export function stockBetas(rows: readonly DetailRow[], context: ChartContext): ChartModel {
  const intervals = rows
    .filter((row) => row.beta !== null)
    .sort((a, b) => (a.beta as number) - (b.beta as number))
    .map(({ symbol, beta, betaLow, betaHigh }) => ({ label: symbol, value: beta, low: betaLow, high: betaHigh }));
  const [first] = rows;
  const dropped = rows.length - intervals.length;
  const away = intervals.filter(({ low, high }) => low !== null && high !== null && low * high > 0).length;
  return {
    id: 'stock-betas',
    title: 'Beta of each stock',
    lead: `${away} of ${intervals.length} intervals exclude zero${first ? `, ${first.start} to ${first.end}` : ''}.`,
    caption:
      `Ordinary least squares of the stock's daily return on the factor return` +
      `${first ? `, ${first.start} to ${first.end}` : ''}; lines span 95 % intervals.` +
      (dropped > 0 ? ` ${dropped} stocks without a regression are in the table with their reason.` : ''),
    description: intervalSentence(intervals, 'ratio'),
    option: intervalOption(intervals, 'beta', 'ratio', context),
    table: intervalTable(intervals, 'Stock', 'ratio'),
  };
}

/** Premium of every date range with its 95 % interval. */
export function premiumByRange(rows: readonly SummaryRow[], context: ChartContext): ChartModel {
  const intervals = labelledRanges(rows).map(({ label, row }) => ({
    label,
    value: row.premium,
    ...premiumInterval(row),
  }));
  const known = intervals.filter(({ value }) => value !== null);
  const positive = known.filter(({ value }) => (value as number) > 0).length;
  return {
    id: 'premium-ranges',
    title: 'Premium by date range',
    lead: `Positive in ${positive} of ${known.length} ranges; before costs.`,
    caption:
      'Annualised mean of the long-short return before costs; lines span 95 % intervals by cosines. Each range ' +
      'is estimated from its own sessions; the whole range is not an average of the others.',
    description: intervalSentence(intervals, 'percent'),
    option: intervalOption(intervals, 'premium per year', 'percent', context),
    table: intervalTable(intervals, 'Range', 'percent'),
  };
}

/** Beta of the stocks on the factor over a moving window: median and quartiles. */
export function rollingBetas(data: RollingBeta, context: ChartContext): ChartModel {
  const lines = [
    { name: 'median', points: data.median },
    { name: 'lower quartile', points: data.lower, faint: true },
    { name: 'upper quartile', points: data.upper, faint: true },
  ];
  const last = data.median.at(-1);
  return {
    id: 'rolling-beta',
    title: 'Rolling beta of the stocks',
    lead: last
      ? `Median beta ${formatValue(last.value, 'ratio')} over the ${data.sessions} sessions to ${last.date}, ${formatValue(data.stocks.at(-1)?.value, 'count')} stocks.`
      : `There are fewer than ${data.sessions} sessions before the end of this period.`,
    caption:
      `Covariance of each stock's daily return with the factor return over the last ${data.sessions} sessions, divided by the ` +
      'variance of the factor return; median and quartiles (type 7) over the stocks that have at least half of the sessions. ' +
      'Computed from the stored factor returns and the prices in the warehouse.',
    description: lineSentence(lines, 'ratio'),
    option: lineOption(lines, 'beta', 'ratio', context),
    table: lineTable(lines, 'ratio'),
  };
}
