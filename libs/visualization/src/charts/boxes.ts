import { type Extent, extentOf } from '../statistics/extent.ts';
import { boxOf, type Box } from '../statistics/quartiles.ts';
import { formatValue, type Quantity } from '../format.ts';
import { axisLook, baseOption } from './base.ts';
import { paletteIndex, typesInOrder } from './factor-types.ts';
import { type ChartContext, type ChartOption, type DataTable, narrowWidth } from './model.ts';
import { lineLabelWidth } from './significance-lines.ts';
import { translucent } from './theme.ts';

/** One value of a box: which group it falls into and what it is called. */
export interface BoxPoint {
  readonly group: string;
  readonly label: string;
  readonly value: number;
}

/** Groups smaller than this are drawn as single points. */
export const smallestBox = 5;

export interface BoxGroup {
  readonly group: string;
  readonly points: readonly BoxPoint[];
  /** Missing where there are fewer than {@link smallestBox} points. */
  readonly box: Box | undefined;
}

/** Points by group, in the order of display, with the box where there are enough points for one. */
export function groupBoxes(points: readonly BoxPoint[]): BoxGroup[] {
  return typesInOrder(points.map((point) => point.group)).map((group) => {
    const members = points.filter((point) => point.group === group);
    const box = members.length < smallestBox ? undefined : boxOf(members.map((point) => point.value));
    return { group, points: members, box };
  });
}

interface BoxChart {
  readonly axisName: string;
  readonly quantity: Quantity;
  /** Values that must be visible besides the data, e.g. significance limits. */
  readonly include: readonly number[];
  /** Lines across the plot; their numbers are to its right. */
  readonly lines?: (extent: Extent) => object;
}

/** Option of a box chart: boxes where there are enough points, single points elsewhere and beyond the whiskers. */
export function boxOption(groups: readonly BoxGroup[], chart: BoxChart, context: ChartContext): ChartOption {
  const { theme, width } = context;
  const values = groups.flatMap(({ points }) => points.map((point) => point.value));
  const look = axisLook(context);
  const extent = extentOf([...values, ...chart.include]);
  return {
    ...baseOption(context),
    grid: {
      left: 8,
      right: chart.lines === undefined ? 12 : lineLabelWidth,
      top: 28,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
      containLabel: false,
    },
    xAxis: {
      type: 'category',
      data: groups.map(({ group }) => group),
      ...look,
      axisLabel: { color: theme.ink, interval: 0, rotate: width < narrowWidth && groups.length > 3 ? 35 : 0 },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      name: chart.axisName,
      ...look,
      ...extent,
      nameTextStyle: { ...look.nameTextStyle, align: 'left' },
    },
    series: [
      {
        type: 'boxplot',
        name: 'distribution',
        boxWidth: [12, 56],
        data: groups.map(({ group, box }) => ({
          name: group,
          value: box ? [box.low, box.q1, box.median, box.q3, box.high] : [],
          itemStyle: { color: translucent(colourOf(group, context), 0.33), borderColor: theme.ink, borderWidth: 1.5 },
        })),
        tooltip: { formatter: (item) => boxText(groups[(item as { dataIndex: number }).dataIndex], chart.quantity) },
        ...(chart.lines === undefined ? {} : { markLine: chart.lines(extent) }),
      },
      {
        type: 'scatter',
        name: 'single values',
        symbolSize: 9,
        data: groups.flatMap(({ group, points, box }) =>
          points
            .filter(({ value }) => box === undefined || value < box.low || value > box.high)
            .map(({ label, value }) => ({
              name: label,
              value: [group, value],
              itemStyle: { color: colourOf(group, context), borderColor: theme.ink, borderWidth: 1 },
            })),
        ),
        tooltip: {
          formatter: (item) => {
            const { name, value } = item as unknown as { name: string; value: [string, number] };
            return `${name}\n${formatValue(value[1], chart.quantity)}`;
          },
        },
      },
    ],
  };
}

function colourOf(group: string, { theme }: ChartContext): string {
  return theme.categories[paletteIndex(group) % theme.categories.length] as string;
}

function boxText(entry: BoxGroup | undefined, quantity: Quantity): string {
  if (entry?.box === undefined) return '';
  const { low, q1, median, q3, high } = entry.box;
  const lines = Object.entries({
    'upper whisker': high,
    'upper quartile': q3,
    median,
    'lower quartile': q1,
    'lower whisker': low,
  });
  return [
    `${entry.group}: ${entry.points.length} results`,
    ...lines.map(([name, value]) => `${name} ${formatValue(value, quantity)}`),
  ].join('\n');
}

/** The numbers behind the boxes. */
export function boxTable(groups: readonly BoxGroup[], quantity: Quantity): DataTable {
  const numbers = ['low', 'q1', 'median', 'q3', 'high'] as const;
  const labels = ['Lower whisker', 'Lower quartile', 'Median', 'Upper quartile', 'Upper whisker'];
  return {
    columns: [
      { key: 'group', label: 'Factor type', quantity: 'text' },
      { key: 'count', label: 'Results', quantity: 'count' },
      ...numbers.map((key, at) => ({ key, label: labels[at] as string, quantity })),
      { key: 'singles', label: 'Single values', quantity: 'text' },
    ],
    rows: groups.map(({ group, points, box }) => ({
      group,
      count: points.length,
      ...Object.fromEntries(numbers.map((key) => [key, box?.[key] ?? null])),
      singles: (box?.outliers ?? points.map((point) => point.value))
        .map((value) => formatValue(value, quantity))
        .join(', '),
    })),
  };
}

/** Middle of each group in words, for the description of a chart. */
export function medianSentence(groups: readonly BoxGroup[], quantity: Quantity): string {
  const parts = groups.map(({ group, points, box }) =>
    box === undefined
      ? `${group}: ${points.length} single ${points.length === 1 ? 'value' : 'values'} (${points.map((point) => formatValue(point.value, quantity)).join(', ')})`
      : `${group}: median ${formatValue(box.median, quantity)} of ${points.length} results, from ${formatValue(box.low, quantity)} to ${formatValue(box.high, quantity)}`,
  );
  return parts.length === 0 ? 'No result passes the filters.' : `${parts.join('; ')}.`;
}
