import type { CustomSeriesOption } from 'echarts/charts.js';
import { formatValue, type Quantity } from '../format.ts';
import { extentOf } from '../statistics/extent.ts';
import { axisLook, baseOption, categoryLabels } from './base.ts';
import { axisText } from './lines.ts';
import type { ChartContext, ChartOption, DataTable } from './model.ts';

/** An estimate with the ends of its interval. */
export interface Interval {
  readonly label: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

type RenderItem = NonNullable<CustomSeriesOption['renderItem']>;
type RenderApi = Parameters<RenderItem>[1];

/** Intervals beyond this many are drawn thin and pale, so that they do not run into each other. */
const mostThick = 60;

/** One estimate: a dot, and a line with ends over its interval. */
function whisker(api: RenderApi, count: number, { theme }: ChartContext): ReturnType<RenderItem> {
  if (Number.isNaN(Number(api.value(1)))) return null;
  const place = (dimension: number): readonly number[] => api.coord([api.value(0), api.value(dimension)]);
  const [x = 0, y = 0] = place(1);
  const [low = y, high = y] = [place(2)[1], place(3)[1]];
  const isThick = count <= mostThick;
  const style = { stroke: theme.categories[0] as string, lineWidth: isThick ? 2.5 : 1, opacity: isThick ? 1 : 0.45 };
  const line = (x1: number, y1: number, x2: number, y2: number) =>
    ({ type: 'line', shape: { x1, y1, x2, y2 }, style }) as const;
  const dot = { cx: x, cy: y, r: isThick ? 4.5 : 1.6 };
  return {
    type: 'group',
    children: [
      line(x, low, x, high),
      ...(isThick ? [line(x - 4, low, x + 4, low), line(x - 4, high, x + 4, high)] : []),
      { type: 'circle', shape: dot, style: { fill: theme.ink } },
    ],
  };
}

/** Estimates side by side: a dot is the estimate, the line through it spans the interval. */
export function intervalOption(
  intervals: readonly Interval[],
  axisName: string,
  quantity: Quantity,
  context: ChartContext,
): ChartOption {
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
        type: 'custom',
        name: axisName,
        encode: { x: 0, y: [1, 2, 3] },
        data: intervals.map(({ value, low, high }, at) =>
          value === null ? [] : [at, value, low ?? value, high ?? value],
        ),
        renderItem: (_, api) => whisker(api, intervals.length, context),
        tooltip: { formatter: (item) => intervalText(intervals[(item as { dataIndex: number }).dataIndex], quantity) },
      },
    ],
  };
}

function intervalText(interval: Interval | undefined, quantity: Quantity): string {
  if (interval === undefined) return '';
  const [value, low, high] = [interval.value, interval.low, interval.high].map((each) => formatValue(each, quantity));
  return interval.low === null ? `${interval.label}\n${value}` : `${interval.label}\n${value} (${low} to ${high})`;
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
