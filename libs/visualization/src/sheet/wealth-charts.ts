import { underWater } from '@fm/factor-math';
import { axisLook } from '../charts/base.ts';
import { lineOption, lineSentence, lineTable, type DatedValue, type TimeLine } from '../charts/lines.ts';
import type { ChartContext, ChartModel } from '../charts/model.ts';
import type { SheetData, SheetSeries } from './sheet-data.ts';

/** Wealth of the book and of the universe on an axis on which equal distances are equal growth. */
export function wealthChart({ dates, series, benchmark }: SheetData, context: ChartContext): ChartModel {
  const lines = [...series, benchmark].map((one) => lineOf(one.name, dates, wealthOf(one.returns)));
  const option = lineOption(lines, 'wealth, 1 at the start', 'ratio', context);
  const values = lines.flatMap(({ points }) => points.flatMap(({ value }) => (value === null ? [] : [value])));
  const look = axisLook(context);
  return {
    id: 'wealth',
    title: 'What one became',
    lead: lineSentence(lines, 'ratio'),
    caption:
      'Compounded returns on a logarithmic axis: equal distances are equal growth. Net pays all costs, gross none.',
    description: lineSentence(lines, 'ratio'),
    option: {
      ...option,
      yAxis: {
        type: 'log',
        logBase: 2,
        name: 'wealth, 1 at the start',
        ...look,
        nameTextStyle: { ...look.nameTextStyle, align: 'left' },
        min: 2 ** Math.floor(Math.log2(Math.min(1, ...extremes(values)))),
        max: 2 ** Math.ceil(Math.log2(Math.max(1.0001, ...extremes(values)))),
        axisLabel: { ...look.axisLabel, formatter: (value: number) => String(Number(value.toPrecision(3))) },
      },
    },
    table: lineTable(lines, 'ratio'),
  };
}

/** Wealth below its highest so far. */
export function underWaterChart({ dates, series, benchmark }: SheetData, context: ChartContext): ChartModel {
  const [net] = series;
  const lines: TimeLine[] = [
    { ...lineOf(net.name, dates, underWater(net.returns)), filled: true },
    lineOf(benchmark.name, dates, underWater(benchmark.returns)),
  ];
  return {
    id: 'under-water',
    title: 'Under water',
    lead: 'How far below its highest value the wealth stood.',
    caption: 'Compounded wealth over its highest so far, minus 1. The deepest falls with their days are in the table.',
    description: lineSentence(lines, 'percent'),
    option: lineOption(lines, 'below the peak', 'percent', context),
    table: lineTable(lines, 'percent'),
  };
}

/** Lines of a statistic of the last 252 sessions. */
export function rollingChart(
  { dates }: SheetData,
  head: Pick<ChartModel, 'id' | 'title' | 'caption'> & {
    readonly axis: string;
    readonly quantity: 'ratio' | 'percent';
  },
  series: readonly SheetSeries[],
  context: ChartContext,
): ChartModel {
  const { axis, quantity, ...rest } = head;
  const lines = series.map(({ name, returns }) => lineOf(name, dates, returns));
  return {
    ...rest,
    lead: lineSentence(lines, quantity),
    description: lineSentence(lines, quantity),
    option: lineOption(lines, axis, quantity, context),
    table: lineTable(lines, quantity),
  };
}

function lineOf(name: string, dates: readonly string[], values: Float64Array): TimeLine {
  return { name, points: dates.map((date, at): DatedValue => ({ date, value: orNull(values[at] as number) })) };
}

function wealthOf(returns: Float64Array): Float64Array {
  let wealth = 1;
  return returns.map((value) => (Number.isNaN(value) ? wealth : (wealth = Math.max(1e-6, wealth * (1 + value)))));
}

function extremes(values: readonly number[]): [number, number] {
  return values.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
