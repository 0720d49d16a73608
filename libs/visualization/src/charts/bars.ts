import type { Quantity } from '../format.ts';
import { orderedLabels } from './base.ts';
import { categoryFrame } from './category-frame.ts';
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
  const { theme } = context;
  const values = bars.flatMap((one) => one.values.filter((value) => value !== null));
  const frame = {
    ...{ places: labels, labels: orderedLabels(labels, context), series: bars, axis, quantity },
    values: [...values, ...marks.map(({ value }) => value)],
  };
  return {
    ...head,
    description: head.lead,
    option: {
      ...categoryFrame(frame, context),
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
