import type { Signal } from '../api/schemas.ts';
import { formatValue } from '../format.ts';
import { around, intervalOption, intervalSentence, intervalTable } from './intervals.ts';
import { coefficientHistogram, coefficientQuantiles } from './coefficient-distribution.ts';
import { coefficientMonths } from './coefficient-months.ts';
import { type DatedValue, lineOption, lineTable, type TimeLine } from './lines.ts';
import type { ChartContext, ChartModel } from './model.ts';

const recent = 63;

/** Annualised mean return of each quantile, with 95 % intervals. */
export function quantileMeans(data: Signal, context: ChartContext): ChartModel {
  const intervals = [
    ...data.quantiles.map(({ group, mean, standardError }) => around(group, mean, standardError)),
    around('spread', data.spread.mean, data.spread.standardError),
  ];
  return {
    id: 'quantiles',
    title: 'Mean return by quantile',
    caption:
      'Stocks are sorted every session by the value of the session before, lowest values in group 1, equal weights. Mean daily ' +
      'return times 252, in percent per year; boxes span 95 % intervals (Newey-West). The spread is the highest minus the lowest group.',
    description: intervalSentence(intervals, 'percent'),
    option: intervalOption(intervals, 'return per year', 'percent', context),
    table: intervalTable(intervals, 'Group', 'percent'),
  };
}

/** Daily rank information coefficients with their mean over the last 63 sessions. */
export function coefficientSeries(data: Signal, context: ChartContext): ChartModel {
  const lines: TimeLine[] = [
    { name: `mean of ${recent} sessions`, points: rollingMean(data.coefficients, recent) },
    { name: 'daily', points: data.coefficients, faint: true },
  ];
  const first = data.decay[0];
  return {
    id: 'ic',
    title: 'Information coefficient',
    caption:
      `Spearman's rank correlation across stocks between the value at a close and the return of the next session. ` +
      `Computed now from the stored factor values and the prices in the warehouse.`,
    description: first
      ? `Mean ${formatValue(first.mean, 'ratio')} with standard deviation ${formatValue(first.standardDeviation, 'ratio')} over ` +
        `${first.observations} sessions, t ${formatValue(first.tStat, 'tStatistic')}; positive in ${formatValue(first.positiveShare, 'percent')} of sessions.`
      : 'There is no value in this period.',
    option: lineOption(lines, 'rank correlation', 'ratio', context),
    table: lineTable([{ name: 'daily', points: data.coefficients }], 'ratio'),
  };
}

/** Mean information coefficient by horizon, with 95 % intervals. */
export function coefficientDecay(data: Signal, context: ChartContext): ChartModel {
  const intervals = data.decay.map(({ horizon, mean, standardError }) => around(String(horizon), mean, standardError));
  return {
    id: 'ic-decay',
    title: 'Decay of the information coefficient',
    caption:
      'Mean rank correlation with the return of the next 1 to 63 sessions. Boxes span 95 % intervals; the standard error allows for the overlap of the returns.',
    description: `By horizon in sessions, ${intervalSentence(intervals, 'ratio')}`,
    option: intervalOption(intervals, 'mean rank correlation', 'ratio', context),
    table: intervalTable(intervals, 'Sessions', 'ratio'),
  };
}

export const signalCharts = [
  quantileMeans,
  coefficientSeries,
  coefficientDecay,
  coefficientHistogram,
  coefficientQuantiles,
  coefficientMonths,
] as const;

function rollingMean(points: readonly DatedValue[], window: number): DatedValue[] {
  const values = points.map(({ value }) => value ?? 0);
  return points.slice(window - 1).map(({ date }, at) => ({
    date,
    value: values.slice(at, at + window).reduce((sum, value) => sum + value, 0) / window,
  }));
}
