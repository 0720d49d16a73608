import type { Performance } from '../api/factor-schemas.ts';
import { formatValue } from '../format.ts';
import { type DatedValue, lineOption, lineSentence, lineTable, type TimeLine } from './lines.ts';
import type { ChartContext, ChartModel } from './model.ts';
import { wealthOption } from './wealth-lines.ts';

function wealthOf({ date, value }: DatedValue): DatedValue {
  return { date, value: value === null ? null : 1 + value };
}

/** The lines of each chart by its name. */
export const performanceLines = {
  cumulative: (data: Performance): TimeLine[] => [
    { name: 'long-short', points: data.longShort.map(wealthOf) },
    { name: 'high leg', points: data.high.map(wealthOf) },
    { name: 'low leg', points: data.low.map(wealthOf) },
  ],
  drawdown: (data: Performance): TimeLine[] => [{ name: 'drawdown', points: data.drawdown, filled: true }],
  'rolling-premium': (data: Performance): TimeLine[] => [{ name: 'premium', points: data.rollingPremium }],
} as const;

function lineModel(
  head: Pick<ChartModel, 'id' | 'title' | 'lead' | 'caption'>,
  lines: readonly TimeLine[],
  axisName: string,
  context: ChartContext,
): ChartModel {
  return {
    ...head,
    description: lineSentence(lines, 'percent'),
    option: lineOption(lines, axisName, 'percent', context),
    table: lineTable(lines, 'percent'),
  };
}

/** Compounded returns of the long-short portfolio and of its legs. */
export function cumulativeReturns(data: Performance, context: ChartContext): ChartModel {
  const lines = performanceLines.cumulative(data);
  const head = {
    id: 'cumulative',
    title: 'Cumulative returns',
    lead: `Long-short ${lastOf(data.longShort)} since the start, high leg ${lastOf(data.high)}, low leg ${lastOf(data.low)}; before costs.`,
    caption:
      `What 1 became, from compounded daily returns before costs, on a logarithmic axis: equal distances are equal growth. High and low legs are the outer groups of the daily ` +
      `sort; long-short is high minus low. ${data.sessions} sessions; lines are thinned by largest triangle three buckets${context.still === true ? '' : ', and zooming in loads the points between'}.`,
  };
  return {
    ...head,
    description: lineSentence(lines, 'ratio'),
    option: wealthOption(lines, context),
    table: lineTable(lines, 'ratio'),
  };
}

/** Fall of the compounded long-short return from its highest point. */
export function drawdown(data: Performance, context: ChartContext): ChartModel {
  const head = {
    id: 'drawdown',
    title: 'Drawdown of the long-short portfolio',
    lead: endOfDrawdown(data.drawdown),
    caption: 'Fall of the compounded long-short return from its highest point so far, in percent.',
  };
  return lineModel(head, performanceLines.drawdown(data), 'drawdown', context);
}

/** Annualised mean of the long-short return over the last 252 sessions. */
export function rollingPremium(data: Performance, context: ChartContext): ChartModel {
  const head = {
    id: 'rolling-premium',
    title: 'Rolling premium',
    lead: `${lastOf(data.rollingPremium)} per year over the last 252 sessions.`,
    caption: 'Mean daily long-short return of the last 252 sessions times 252, in percent per year, before costs.',
  };
  return lineModel(head, performanceLines['rolling-premium'](data), 'premium per year', context);
}

function endOfDrawdown(points: Performance['drawdown']): string {
  const value = points.at(-1)?.value;
  if (value === undefined || value === null) return 'There is no value in this period.';
  return value === 0
    ? 'At its peak at the end of the period.'
    : `${formatValue(-value, 'percent')} below the peak at the end of the period.`;
}

function lastOf(points: Performance['longShort']): string {
  return formatValue(points.at(-1)?.value, 'percent');
}

/** Charts of the returns by their names, in the order of the page. */
export const performanceCharts = {
  cumulative: cumulativeReturns,
  drawdown,
  'rolling-premium': rollingPremium,
} as const;
