import { formatValue, type Quantity } from '../format.ts';
import { extentOf } from '../statistics/extent.ts';
import { axisLook, baseOption } from './base.ts';
import { axisText, lineLegend } from './lines.ts';
import type { ChartContext, ChartOption } from './model.ts';

/** What is drawn over named places. */
export interface CategoryFrame {
  readonly places: readonly string[];
  /** Labels of the places, see `categoryLabels` and `orderedLabels`. */
  readonly labels: object;
  /** Names in the legend. */
  readonly series: readonly { readonly name: string }[];
  /** Values that the value axis must hold, beside zero. */
  readonly values: readonly number[];
  readonly axis: string;
  readonly quantity: Quantity;
}

/** Legend, tooltip and axes of a chart over named places; its series are still to be added. */
export function categoryFrame(
  { places, labels, series, values, axis, quantity }: CategoryFrame,
  context: ChartContext,
): ChartOption {
  const look = axisLook(context);
  const legend = lineLegend(series, context, 4);
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
      bottom: 8 + legend.height,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: { type: 'category', data: [...places], ...look, splitLine: { show: false }, axisLabel: labels },
    yAxis: {
      type: 'value',
      name: axis,
      ...look,
      nameTextStyle: { ...look.nameTextStyle, align: 'left' },
      ...extentOf([0, ...values]),
      axisLabel: { ...look.axisLabel, formatter: (value: number) => axisText(value, quantity) },
    },
  };
}
