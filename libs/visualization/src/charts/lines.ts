import type { DataZoomComponentOption } from 'echarts/components.js';
import { formatValue, type Quantity } from '../format.ts';
import { extentOf } from '../statistics/extent.ts';
import { axisLook, baseOption } from './base.ts';
import { type ChartContext, type ChartOption, type DataTable, narrowWidth } from './model.ts';
import { lineLook } from './theme.ts';

export interface DatedValue {
  readonly date: string;
  readonly value: number | null;
}

/** One line of a chart over time. */
export interface TimeLine {
  readonly name: string;
  readonly points: readonly DatedValue[];
  /** Fills the area between the line and zero. */
  readonly filled?: boolean;
  /** Thin and pale, behind the others. */
  readonly faint?: boolean;
}

/** Pixels of the piece of line before a name. */
const legendMark = 28;

/** Pixels beside the slider, room for half of its handles. */
export const sliderMargin = 24;

/** Lines over time with a slider to zoom; colour and dash tell the lines apart. */
export function lineOption(
  lines: readonly TimeLine[],
  axisName: string,
  quantity: Quantity,
  context: ChartContext,
): ChartOption {
  const { theme, width } = context;
  const look = axisLook(context);
  const values = lines.flatMap(({ points }) => points.flatMap(({ value }) => (value === null ? [] : [value])));
  const sliderHeight = context.still === true ? 0 : 40;
  const legend = lineLegend(lines, context, Math.max(4, sliderHeight - 6));
  return {
    ...baseOption(context),
    legend: legend.option,
    tooltip: {
      ...baseOption(context).tooltip,
      trigger: 'axis',
      valueFormatter: (value) => formatValue(value, quantity),
    },
    grid: {
      left: 8,
      right: 18,
      top: 30,
      bottom: 8 + sliderHeight + legend.height,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: {
      type: 'time',
      ...look,
      splitLine: { show: false },
      axisLabel: { ...look.axisLabel, formatter: '{yyyy}-{MM}' },
      splitNumber: width < narrowWidth ? 3 : 7,
    },
    yAxis: {
      type: 'value',
      name: axisName,
      ...look,
      nameTextStyle: { ...look.nameTextStyle, align: 'left' },
      ...extentOf([0, ...values]),
      axisLabel: { ...look.axisLabel, formatter: (value: number) => axisText(value, quantity) },
    },
    dataZoom: context.still === true ? [] : [slider(context)],
    series: lines.map(({ name, points, filled, faint }, at) => ({
      type: 'line',
      name,
      showSymbol: false,
      sampling: 'lttb',
      connectNulls: false,
      lineStyle: faint ? { ...lineLook(at, theme), width: 0.7, opacity: 0.55 } : lineLook(at, theme),
      ...(filled ? { areaStyle: { opacity: 0.25 } } : {}),
      data: points.map(({ date, value }) => [date, value]),
    })),
  };
}

function slider({ theme }: ChartContext): DataZoomComponentOption {
  return {
    type: 'slider',
    left: sliderMargin,
    right: sliderMargin,
    bottom: 6,
    height: 20,
    borderColor: theme.grid,
    textStyle: { color: theme.muted },
    showDetail: false,
  };
}

/**
 * A legend of one entry per line and the pixels it needs; none for a single line.
 *
 * @param bottom - pixels below it
 */
export function lineLegend(
  lines: readonly { readonly name: string }[],
  { theme, width }: ChartContext,
  bottom: number,
) {
  if (lines.length < 2) return { option: { show: false }, height: 0 };
  const longest = Math.max(...lines.map(({ name }) => name.length));
  // Where no text can be measured it is taken to be narrower than it is: the gap grows with the names.
  const itemGap = 10 + longest;
  const perRow = Math.max(1, Math.floor((width - 10) / (legendMark + 10 + itemGap + 7 * longest)));
  return {
    option: { bottom, left: 'center' as const, itemWidth: legendMark, itemGap, textStyle: { color: theme.ink } },
    height: 24 * Math.ceil(lines.length / perRow),
  };
}

/** Text of an axis tick; shares of one are written as percent. */
export function axisText(value: number, quantity: Quantity): string {
  return quantity === 'percent' ? `${Number((value * 100).toPrecision(6))} %` : String(Number(value.toPrecision(6)));
}

/** All points of all lines, one row per date and line. */
export function lineTable(lines: readonly TimeLine[], quantity: Quantity): DataTable {
  return {
    columns: [
      { key: 'line', label: 'Line', quantity: 'text' },
      { key: 'date', label: 'Date', quantity: 'date' },
      { key: 'value', label: 'Value', quantity },
    ],
    rows: lines.flatMap(({ name, points }) => points.map((point) => ({ line: name, ...point }))),
  };
}

/** First and last value of every line, in words. */
export function lineSentence(lines: readonly TimeLine[], quantity: Quantity): string {
  const parts = lines.flatMap(({ name, points }) => {
    const [first, last] = [points[0], points.at(-1)];
    return first && last
      ? [`${name} ends at ${formatValue(last.value, quantity)} on ${last.date}, from ${first.date}`]
      : [];
  });
  return parts.length === 0 ? 'There is no value in this period.' : `${parts.join('; ')}.`;
}
