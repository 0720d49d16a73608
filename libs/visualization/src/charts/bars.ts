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
  /** A place marked by a line up the chart, by its number from 0; outside the places nothing is marked. */
  readonly place?: { readonly name: string; readonly at: number };
}

export type BarHead = Pick<ChartModel, 'id' | 'title' | 'caption' | 'lead'>;

/** A chart of bars with its table. */
export function barModel(
  head: BarHead,
  { labels, bars, axis, quantity, marks = [], place }: Bars,
  context: ChartContext,
): ChartModel {
  const { theme } = context;
  const lines = [
    ...marks.map(({ name, value }) => ({ name, yAxis: value })),
    ...(place !== undefined && place.at >= 0 ? [{ name: place.name, xAxis: place.at }] : []),
  ];
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
        ...(at === 0 && lines.length > 0
          ? {
              markLine: {
                symbol: 'none',
                lineStyle: { color: theme.ink, type: 'dashed' as const },
                label: { color: theme.ink, position: 'insideEndTop' as const, formatter: '{b}' },
                data: lines,
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
