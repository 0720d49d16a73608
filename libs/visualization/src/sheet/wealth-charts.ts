import { lineOption, lineSentence, lineTable, type DatedValue, type TimeLine } from '../charts/lines.ts';
import { formatValue } from '../format.ts';
import type { ChartContext, ChartModel } from '../charts/model.ts';
import { wealthOption } from '../charts/wealth-lines.ts';
import type { ChartedBook } from './sheet-charts.ts';
import type { SheetSeries } from './sheet-data.ts';

/** Wealth of the book and of the universe on an axis on which equal distances are equal growth. */
export function wealthChart({ dates, series, benchmark }: ChartedBook, context: ChartContext): ChartModel {
  const lines = [...series, benchmark].map((one) => lineOf(one.name, dates, wealthOf(one.returns)));
  return {
    id: 'wealth',
    title: 'What one became',
    lead: `1 became ${lines.map(({ name, points }) => `${formatValue(points.at(-1)?.value, 'ratio')} ${name}`).join(', ')}.`,
    caption:
      'Compounded returns on a logarithmic axis: equal distances are equal growth. Net pays all costs, gross none.',
    description: lineSentence(lines, 'ratio'),
    option: wealthOption(lines, context),
    table: lineTable(lines, 'ratio'),
  };
}

/** Wealth below its highest so far. */
export function underWaterChart({ dates, derived }: ChartedBook, context: ChartContext): ChartModel {
  const lines = derived.underWater.map(({ name, returns }, at): TimeLine => {
    return { ...lineOf(name, dates, returns), filled: at === 0 };
  });
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
  { dates }: ChartedBook,
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
    lead: `At the end: ${lines.map(({ name, points }) => `${formatValue(points.at(-1)?.value, quantity)} ${name}`).join(', ')}.`,
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

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
