import { formatValue, type Quantity } from '../format.ts';
import { extentOf } from '../statistics/extent.ts';
import { axisLook, baseOption, categoryLabels } from './base.ts';
import { axisText } from './lines.ts';
import type { ChartContext, ChartOption, DataTable } from './model.ts';
import { translucent } from './theme.ts';

/** An estimate with the ends of its interval. */
export interface Interval {
  readonly label: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

/** Estimates side by side: the bar spans the interval, the line across it is the estimate. */
export function intervalOption(
  intervals: readonly Interval[],
  axisName: string,
  quantity: Quantity,
  context: ChartContext,
): ChartOption {
  const { theme } = context;
  const look = axisLook(context);
  const numbers = intervals.flatMap(({ value, low, high }) => [value, low, high].filter((each) => each !== null));
  return {
    ...baseOption(context),
    grid: { left: 8, right: 14, top: 30, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: intervals.map(({ label }) => label),
      ...look,
      splitLine: { show: false },
      axisLabel: categoryLabels(
        intervals.map(({ label }) => label),
        context,
      ),
    },
    yAxis: {
      type: 'value',
      name: axisName,
      ...look,
      nameTextStyle: { ...look.nameTextStyle, align: 'left' },
      ...extentOf([0, ...numbers]),
      axisLabel: { ...look.axisLabel, formatter: (value: number) => axisText(value, quantity) },
    },
    series: [
      {
        type: 'boxplot',
        name: axisName,
        boxWidth: [4, 40],
        itemStyle: {
          color: translucent(theme.categories[0] as string, 0.33),
          borderColor: theme.ink,
          borderWidth: 1.4,
        },
        data: intervals.map(({ label, value, low, high }) => ({
          name: label,
          value: value === null ? [] : [low ?? value, low ?? value, value, high ?? value, high ?? value],
        })),
        tooltip: { formatter: (item) => intervalText(intervals[(item as { dataIndex: number }).dataIndex], quantity) },
      },
    ],
  };
}

function intervalText(interval: Interval | undefined, quantity: Quantity): string {
  if (interval === undefined) return '';
  const [value, low, high] = [interval.value, interval.low, interval.high].map((each) => formatValue(each, quantity));
  return `${interval.label}\n${value} (${low} to ${high})`;
}

export function intervalTable(intervals: readonly Interval[], label: string, quantity: Quantity): DataTable {
  return {
    columns: [
      { key: 'label', label, quantity: 'text' },
      { key: 'value', label: 'Estimate', quantity },
      { key: 'low', label: 'Lower end', quantity },
      { key: 'high', label: 'Upper end', quantity },
    ],
    rows: intervals.map((interval) => ({ ...interval })),
  };
}

/** Every estimate in words, or the extremes where there are many. */
export function intervalSentence(intervals: readonly Interval[], quantity: Quantity): string {
  const known = intervals.filter((interval) => interval.value !== null);
  if (known.length === 0) return 'There is no estimate in this period.';
  if (known.length <= 8)
    return `${known.map(({ label, value }) => `${label}: ${formatValue(value, quantity)}`).join('; ')}.`;
  const sorted = [...known].sort((a, b) => (a.value as number) - (b.value as number));
  const [low, high] = [sorted[0] as Interval, sorted.at(-1) as Interval];
  return `${known.length} estimates, from ${formatValue(low.value, quantity)} (${low.label}) to ${formatValue(high.value, quantity)} (${high.label}).`;
}
