import type { ChartContext, ChartModel } from '../charts/model.ts';
import { distributionChart, monthChart, skillChart, turnoverChart, yearChart } from './bar-charts.ts';
import type { DerivedSeries } from './derived-series.ts';
import type { SheetData } from './sheet-data.ts';
import { rollingChart, underWaterChart, wealthChart } from './wealth-charts.ts';

/** What the charts of a book need of it. */
export interface ChartedBook extends Omit<
  SheetData,
  'title' | 'description' | 'verdict' | 'synthetic' | 'run' | 'notes' | 'estimators' | 'tables'
> {
  readonly derived: DerivedSeries;
}

/** Pixels of a chart: a row of months needs the height of a line of text. */
export function heightOf({ id }: Pick<ChartModel, 'id'>, { yearly }: Pick<SheetData, 'yearly'>): number {
  return id === 'months' ? 110 + 22 * yearly.length : 300;
}

/** A book is compared with its universe, or with a series that has a name. */
function nameOf({ benchmark: { name } }: Pick<SheetData, 'benchmark'>): string {
  return name === 'universe' ? 'the universe' : name;
}

/** Every chart of a book in the order of reading; that of the information coefficient where there are two months of it. */
export function chartsOf(data: ChartedBook, context: ChartContext): ChartModel[] {
  const { derived } = data;
  const rolling = { quantity: 'ratio', axis: 'a year' } as const;
  return [
    wealthChart(data, context),
    underWaterChart(data, context),
    monthChart(data, context),
    yearChart(data, context),
    rollingChart(
      data,
      {
        id: 'sharpe',
        title: 'Sharpe ratio of a year',
        caption: 'Mean over deviation of the last 252 sessions, times the root of 252; without a risk-free rate.',
        ...rolling,
      },
      derived.sharpe,
      context,
    ),
    rollingChart(
      data,
      {
        id: 'beta',
        title: 'Beta of a year',
        caption: `Slope of the net return on that of ${nameOf(data)} over the last 252 sessions.`,
        ...rolling,
        axis: 'beta',
      },
      derived.beta,
      context,
    ),
    rollingChart(
      data,
      {
        id: 'volatility',
        title: 'Volatility of a year',
        caption: 'Standard deviation of the last 252 sessions, times the root of 252.',
        axis: 'a year',
        quantity: 'percent',
      },
      derived.volatility,
      context,
    ),
    distributionChart(data, context),
    turnoverChart(data, context),
    ...(data.skill.length > 1 ? [skillChart(data, context)] : []),
  ];
}
