import { formatValue, type Quantity } from '../format.ts';
import { axisLook, baseOption } from './base.ts';
import type { ChartContext, ChartOption } from './model.ts';

/** A grid of signed values. */
export interface Heat {
  readonly columns: readonly string[];
  /** From bottom to top. */
  readonly rows: readonly string[];
  readonly cells: readonly { readonly x: string; readonly y: string; readonly value: number | null }[];
  readonly quantity: Quantity;
  /** Value of the strongest colour on either side. @default the largest absolute value */
  readonly limit?: number;
  /** True for values that cannot be negative: colours run from the surface to blue. @default false */
  readonly positive?: boolean;
  /** True writes the value into each cell. */
  readonly labels?: boolean;
}

/** Orange for negative, blue for positive, the surface for zero: distinct under every colour vision deficiency. */
export function heatOption(heat: Heat, context: ChartContext): ChartOption {
  const { theme } = context;
  const look = axisLook(context);
  const limit = heat.limit ?? Math.max(1e-9, ...heat.cells.map(({ value }) => Math.abs(value ?? 0)));
  const longest = Math.max(0, ...heat.columns.map((label) => label.length));
  const rotated = longest * 8 * heat.columns.length > context.width - 100;
  return {
    ...baseOption(context),
    grid: { left: 8, right: 14, top: 30, bottom: 52, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: [...heat.columns],
      ...look,
      splitLine: { show: false },
      axisLabel: {
        ...look.axisLabel,
        // Turned labels need a line's height each.
        interval: Math.max(0, Math.ceil((18 * heat.columns.length) / Math.max(1, context.width - 150)) - 1),
        hideOverlap: false,
        rotate: rotated ? 50 : 0,
      },
    },
    yAxis: {
      type: 'category',
      data: [...heat.rows],
      ...look,
      splitLine: { show: false },
      axisLabel: { ...look.axisLabel, interval: 0 },
    },
    visualMap: {
      min: heat.positive ? 0 : -limit,
      max: limit,
      orient: 'horizontal',
      left: 'center',
      bottom: 4,
      itemHeight: 120,
      itemWidth: 12,
      text: [formatValue(limit, heat.quantity), formatValue(heat.positive ? 0 : -limit, heat.quantity)],
      textStyle: { color: theme.ink },
      inRange: {
        color: [...(heat.positive ? [] : [theme.categories[4] ?? '']), theme.surface, theme.categories[0] ?? ''],
      },
    },
    series: [
      {
        type: 'heatmap',
        data: heat.cells.map(({ x, y, value }) => ({ name: `${y} ${x}`, value: [x, y, value ?? '-'] })),
        itemStyle: { borderColor: theme.grid, borderWidth: 1 },
        label: {
          show: heat.labels === true,
          color: theme.ink,
          textBorderColor: theme.surface,
          textBorderWidth: 3,
          fontSize: 11,
          formatter: (item) => formatValue((item.value as [string, string, number])[2], heat.quantity),
        },
        tooltip: {
          formatter: (item) => {
            const [x, y, value] = (item as unknown as { value: [string, string, number] }).value;
            return `${y} / ${x}\n${formatValue(value, heat.quantity)}`;
          },
        },
      },
    ],
  };
}
