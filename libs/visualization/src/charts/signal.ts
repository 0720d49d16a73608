import type { Signal } from '../api/factor-schemas.ts';
import { formatValue } from '../format.ts';
import { barModel } from './bars.ts';
import { coefficientHistogram, coefficientQuantiles } from './coefficient-distribution.ts';
import { coefficientMonths, monthlyCoefficients } from './coefficient-months.ts';
import { intervalOption, intervalSentence, intervalTable } from './intervals.ts';
import type { ChartContext, ChartModel } from './model.ts';

/** Annualised mean return of each quantile, with 95 % intervals. */
export function quantileMeans(data: Signal, context: ChartContext): ChartModel {
  const intervals = [
    ...data.quantiles.map(({ group, mean, low, high }) => ({ label: group, value: mean, low, high })),
    { label: 'spread', value: data.spread.mean, low: data.spread.low, high: data.spread.high },
  ];
  return {
    id: 'quantiles',
    title: 'Mean return by quantile',
    lead: `Lowest to highest signal; the spread is ${formatValue(data.spread.mean, 'percent')} per year (t ${formatValue(data.spread.tStat, 'tStatistic')}).`,
    caption:
      `Stocks are sorted every session by the value of the session before, lowest values in group 1, ${data.weighting} weights. ` +
      'Mean return per session times 252, in percent per year, as the run stored it; lines span 95 % intervals (cosines, Student t). ' +
      'The spread is the highest minus the lowest group: the premium.',
    description: intervalSentence(intervals, 'percent'),
    option: intervalOption(intervals, 'return per year', 'percent', context),
    table: intervalTable(intervals, 'Group', 'percent'),
  };
}

/** Mean rank information coefficient of every month, with the mean of the run and its 95 % interval across. */
export function coefficientSeries(data: Signal, context: ChartContext): ChartModel {
  const months = monthlyCoefficients(data);
  const first = data.decay[0];
  const sentence = first
    ? `Mean ${formatValue(first.mean, 'ratio')}, ${first.untested === null ? `95 % from ${formatValue(first.low, 'ratio')} to ${formatValue(first.high, 'ratio')}, ` : ''}${testText(first)}.`
    : 'There is no value in this period.';
  const marks = [
    { name: 'mean', value: first?.mean ?? null },
    { name: '', value: first?.low ?? null },
    { name: '', value: first?.high ?? null },
  ].flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
  const head = {
    id: 'ic',
    title: 'Information coefficient',
    lead: sentence,
    caption:
      `Spearman's rank correlation across stocks between the value at a close and the return of the next ${horizonText(data.seriesHorizon)}, ` +
      `mean of each month. Dashed: the run's mean over all sessions and its 95 % interval (cosines); the series is computed again ` +
      'from the stored values and the prices in the warehouse.' +
      (data.asStored ? '' : ` ${changedPrices}`),
  };
  const model = barModel(
    head,
    {
      labels: months.map(({ month }) => month),
      bars: [{ name: 'rank correlation', values: months.map(({ mean }) => mean) }],
      ...{ axis: 'rank correlation', quantity: 'ratio', marks },
    },
    context,
  );
  return { ...model, description: `${data.coefficients.length} sessions in ${months.length} months. ${sentence}` };
}

/** What a page says when the series no longer has the mean that the run stored. */
export const changedPrices = 'The prices have changed since this run: the series no longer has the stored mean.';

/** A chart of the signal, and whether the run stored what it shows. */
export interface SignalChart {
  readonly build: (data: Signal, context: ChartContext) => ChartModel;
  readonly isThere: (data: Signal) => boolean;
}

const hasSeries = ({ stocks }: Signal): boolean => stocks > 0;

/** Charts of the signal by their names, in the order of the page. */
export const signalCharts = {
  quantiles: { build: quantileMeans, isThere: ({ quantiles }) => quantiles.length > 0 },
  ic: { build: coefficientSeries, isThere: hasSeries },
  'ic-histogram': { build: coefficientHistogram, isThere: hasSeries },
  'ic-qq': { build: coefficientQuantiles, isThere: hasSeries },
  'ic-months': { build: coefficientMonths, isThere: hasSeries },
} as const satisfies Readonly<Record<string, SignalChart>>;

function testText({ tStat, untested }: Signal['decay'][number]): string {
  return untested === null ? `t ${formatValue(tStat, 'tStatistic')}` : `no t: ${untested}`;
}

function horizonText(sessions: number | null): string {
  return sessions === 1 ? 'session' : `${sessions ?? 'n/a'} sessions`;
}
