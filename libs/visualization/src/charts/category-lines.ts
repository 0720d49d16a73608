import { formatValue, type Quantity } from '../format.ts';
import { extentOf } from '../statistics/extent.ts';
import { axisLook, baseOption, categoryLabels } from './base.ts';
import { axisText, lineLegend } from './lines.ts';
import type { ChartContext, ChartOption } from './model.ts';
import { lineLook, symbols } from './theme.ts';

/** A line over named places of an axis; null leaves a gap. */
export interface CategoryLine {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** Lines over categories; colour, dash and mark tell them apart. */
export function categoryLineOption(
  categories: readonly string[],
  lines: readonly CategoryLine[],
  axisName: string,
  quantity: Quantity,
  context: ChartContext,
): ChartOption {
  const { theme } = context;
  const look = axisLook(context);
  const legend = lineLegend(lines, context, 4);
  const numbers = lines.flatMap(({ values }) => values.filter((value) => value !== null));
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
    xAxis: {
      type: 'category',
      data: [...categories],
      ...look,
      splitLine: { show: false },
      axisLabel: categoryLabels(categories, context),
    },
    yAxis: {
      type: 'value',
      name: axisName,
      ...look,
      nameTextStyle: { ...look.nameTextStyle, align: 'left' },
      ...extentOf([0, ...numbers]),
      axisLabel: { ...look.axisLabel, formatter: (value: number) => axisText(value, quantity) },
    },
    series: lines.map(({ name, values }, at) => ({
      type: 'line',
      name,
      symbol: symbols[at % symbols.length] as string,
      symbolSize: 8,
      lineStyle: lineLook(at, theme),
      data: values.map((value) => value ?? '-'),
    })),
  };
}
