import { formatValue, type Quantity } from '../format.ts';
import { extentOf } from '../statistics/extent.ts';
import { axisLook, baseOption, orderedLabels } from './base.ts';
import { axisText, lineLegend } from './lines.ts';
import type { ChartContext, ChartModel } from './model.ts';

/** Bars beside each other over named places, with lines across where something is marked. */
export interface Bars {
  readonly labels: readonly string[];
  readonly bars: readonly { readonly name: string; readonly values: readonly (number | null)[] }[];
  readonly axis: string;
  readonly quantity: Quantity;
  /** Values marked by a line across the chart. */
  readonly marks?: readonly { readonly name: string; readonly value: number }[];
}

export type BarHead = Pick<ChartModel, 'id' | 'title' | 'caption' | 'lead'>;

/** A chart of bars with its table. */
export function barModel(
  head: BarHead,
  { labels, bars, axis, quantity, marks = [] }: Bars,
  context: ChartContext,
): ChartModel {
  const look = axisLook(context);
  const { theme } = context;
  const values = bars.flatMap((one) => one.values.filter((value) => value !== null));
  const legend = lineLegend(bars, context, 4);
  return {
    ...head,
    description: head.lead,
    option: {
      ...baseOption(context),
      tooltip: {
        ...baseOption(context).tooltip,
        trigger: 'axis',
        valueFormatter: (value) => formatValue(value, quantity),
      },
      legend: legend.option,
      grid: {
        left: 8,
        right: 18,
        top: 30,
        bottom: 8 + legend.height,
        outerBoundsMode: 'same',
        outerBoundsContain: 'axisLabel',
      },
      xAxis: {
        type: 'category',
        data: [...labels],
        ...look,
        splitLine: { show: false },
        axisLabel: orderedLabels(labels, context),
      },
      yAxis: {
        type: 'value',
        name: axis,
        ...look,
        nameTextStyle: { ...look.nameTextStyle, align: 'left' },
        ...extentOf([0, ...values, ...marks.map(({ value }) => value)]),
        axisLabel: { ...look.axisLabel, formatter: (value: number) => axisText(value, quantity) },
      },
      series: bars.map((one, at) => ({
        type: 'bar',
        name: one.name,
        barGap: '10%',
        data: one.values.map((value) => value ?? '-'),
        ...(at === 0 && marks.length > 0
          ? {
              markLine: {
                symbol: 'none',
                lineStyle: { color: theme.ink, type: 'dashed' as const },
                label: { color: theme.ink, position: 'insideEndTop' as const, formatter: '{b}' },
                data: marks.map(({ name, value }) => ({ name, yAxis: value })),
              },
            }
          : {}),
      })),
    },
    table: {
      columns: [
        { key: 'label', label: '', quantity: 'text' },
        ...bars.map(({ name }) => ({ key: name, label: name, quantity })),
      ],
      rows: labels.map((label, at) => ({
        label,
        ...Object.fromEntries(bars.map(({ name, values: own }) => [name, own[at]])),
      })),
    },
  };
}
