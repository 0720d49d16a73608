import { axisLook } from './base.ts';
import { lineOption, type TimeLine } from './lines.ts';
import type { ChartContext, ChartOption } from './model.ts';

/** Ends of an axis in powers of two around what is drawn and around 1, the wealth at the start. */
export function wealthExtent(lines: readonly TimeLine[]): { min: number; max: number } {
  let [low, high] = [1, 1.0001];
  for (const { points } of lines)
    for (const { value } of points)
      if (value !== null && value > 0) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return { min: 2 ** Math.floor(Math.log2(low)), max: 2 ** Math.ceil(Math.log2(high)) };
}

/** Wealth over time on an axis on which equal distances are equal growth, so that no line is flat beside another. */
export function wealthOption(lines: readonly TimeLine[], context: ChartContext): ChartOption {
  const look = axisLook(context);
  return {
    ...lineOption(lines, '', 'ratio', context),
    yAxis: {
      type: 'log',
      logBase: 2,
      name: 'wealth, 1 at the start',
      ...look,
      nameTextStyle: { ...look.nameTextStyle, align: 'left' },
      ...wealthExtent(lines),
      axisLabel: { ...look.axisLabel, formatter: (value: number) => String(Number(value.toPrecision(3))) },
    },
  };
}
