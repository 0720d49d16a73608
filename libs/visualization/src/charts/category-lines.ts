import type { Quantity } from '../format.ts';
import { categoryLabels } from './base.ts';
import { categoryFrame } from './category-frame.ts';
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
  const values = lines.flatMap((line) => line.values.filter((value) => value !== null));
  const labels = categoryLabels(categories, context);
  return {
    ...categoryFrame({ places: categories, labels, series: lines, values, axis: axisName, quantity }, context),
    series: lines.map(({ name, values: own }, at) => ({
      type: 'line',
      name,
      symbol: symbols[at % symbols.length] as string,
      symbolSize: 8,
      lineStyle: lineLook(at, theme),
      data: own.map((value) => value ?? '-'),
    })),
  };
}
