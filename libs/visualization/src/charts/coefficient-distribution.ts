import type { Signal } from '../api/factor-schemas.ts';
import { formatValue } from '../format.ts';
import { extentOf } from '../statistics/extent.ts';
import { quantile } from '../statistics/quartiles.ts';
import { axisLook, baseOption } from './base.ts';
import { type ChartContext, type ChartModel, narrowWidth } from './model.ts';

const width = 0.1;

/** How often the daily information coefficient falls into each tenth. */
export function coefficientHistogram(data: Signal, context: ChartContext): ChartModel {
  const values = valuesOf(data);
  const rows = Array.from({ length: 20 }, (_, at) => {
    const low = Number((-1 + at * width).toFixed(1));
    const high = Number((low + width).toFixed(1));
    const last = at === 19;
    return {
      low,
      high,
      count: values.filter((value) => value >= low && (value < high || (last && value <= high))).length,
    };
  });
  const look = axisLook(context);
  return {
    id: 'ic-histogram',
    title: 'Distribution of the information coefficient',
    lead: spreadSentence(values),
    caption: 'Number of sessions by daily rank correlation, in steps of 0.1; the lower end belongs to the bar.',
    description: spreadSentence(values),
    option: {
      ...baseOption(context),
      grid: { left: 8, right: 14, top: 30, bottom: 30, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      xAxis: {
        type: 'category',
        name: 'rank correlation, from',
        nameLocation: 'middle',
        nameGap: 26,
        data: rows.map(({ low }) => low.toFixed(1)),
        ...look,
        axisLabel: { ...look.axisLabel, interval: context.width < narrowWidth ? 4 : 1 },
        splitLine: { show: false },
      },
      yAxis: {
        type: 'value',
        name: 'sessions',
        ...look,
        minInterval: 1,
        nameTextStyle: { ...look.nameTextStyle, align: 'left' },
      },
      series: [{ type: 'bar', name: 'sessions', barCategoryGap: '5%', data: rows.map(({ count }) => count) }],
    },
    table: {
      columns: [
        { key: 'low', label: 'From', quantity: 'ratio' },
        { key: 'high', label: 'To below', quantity: 'ratio' },
        { key: 'count', label: 'Sessions', quantity: 'count' },
      ],
      rows,
    },
  };
}

/** Quantiles of the daily information coefficient against those of a normal distribution. */
export function coefficientQuantiles(data: Signal, context: ChartContext): ChartModel {
  const rows = data.normalQuantiles;
  const ends = extentOf(rows.flatMap(({ normal, observed }) => [normal, observed]));
  const look = axisLook(context);
  return {
    id: 'ic-qq',
    title: 'Information coefficient against the normal distribution',
    lead: 'On the line: normal. Ends off the line: days more extreme than a normal distribution would have.',
    caption:
      'Quantiles of the daily rank correlation (type 7) against a normal distribution of the same mean and deviation. Points on the line are normal.',
    description: spreadSentence(valuesOf(data)),
    option: {
      ...baseOption(context),
      grid: { left: 8, right: 18, top: 30, bottom: 30, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
      xAxis: { type: 'value', name: 'normal quantile', nameLocation: 'middle', nameGap: 26, ...look, ...ends },
      yAxis: {
        type: 'value',
        name: 'observed quantile',
        ...look,
        ...ends,
        axisLine: { ...look.axisLine, onZero: false },
        nameTextStyle: { ...look.nameTextStyle, align: 'left' },
      },
      series: [
        {
          type: 'line',
          name: 'normal',
          silent: true,
          showSymbol: false,
          lineStyle: { color: context.theme.muted, width: 1 },
          data: [
            [ends.min, ends.min],
            [ends.max, ends.max],
          ],
        },
        {
          type: 'scatter',
          name: 'observed',
          symbolSize: 6,
          itemStyle: { color: context.theme.categories[0] ?? '' },
          data: rows.map(({ normal, observed }) => [normal, observed]),
        },
      ],
    },
    table: {
      columns: [
        { key: 'probability', label: 'Probability', quantity: 'ratio' },
        { key: 'normal', label: 'Normal', quantity: 'ratio' },
        { key: 'observed', label: 'Observed', quantity: 'ratio' },
      ],
      rows,
    },
  };
}

function valuesOf(data: Signal): number[] {
  return data.coefficients.flatMap(({ value }) => (value === null ? [] : [value]));
}

function spreadSentence(values: readonly number[]): string {
  if (values.length === 0) return 'There is no value in this period.';
  const sorted = [...values].sort((a, b) => a - b);
  const [low, middle, high] = [0.05, 0.5, 0.95].map((p) => formatValue(quantile(sorted, p), 'ratio'));
  return `${values.length} sessions; median ${middle}, nine tenths of them between ${low} and ${high}.`;
}
