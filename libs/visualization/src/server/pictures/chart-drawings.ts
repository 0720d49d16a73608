import type { SummaryRow } from '../../api/schemas.ts';
import { coefficientOverlay, correlationMap, premiaOverlay } from '../../charts/compare.ts';
import { eventStudy } from '../../charts/events.ts';
import type { ChartContext, ChartModel } from '../../charts/model.ts';
import { overviewCharts } from '../../charts/overview.ts';
import { performanceCharts } from '../../charts/performance.ts';
import { rankingCharts } from '../../charts/ranking.ts';
import { signalCharts } from '../../charts/signal.ts';
import { premiumByRange, rollingBetas, stockBetas } from '../../charts/stocks.ts';
import type { SignificanceLimits } from '../../statistics/limits.ts';

/** What a chart of the overview shows. */
interface Overview {
  readonly rows: readonly SummaryRow[];
  readonly limits: SignificanceLimits;
}

const overview = (build: (typeof overviewCharts)[number]) => {
  return ({ rows, limits }: Overview, context: ChartContext): ChartModel => build(rows, limits, context);
};

/** How every chart is drawn of its data, by its name in addresses; the browser draws them with the same functions. */
export const chartDrawings = {
  't-statistics': overview(overviewCharts[0]),
  'r-squared': overview(overviewCharts[1]),
  beta: overview(overviewCharts[2]),
  'premium-ranges': premiumByRange,
  cumulative: performanceCharts.cumulative,
  drawdown: performanceCharts.drawdown,
  'rolling-premium': performanceCharts['rolling-premium'],
  quantiles: signalCharts.quantiles.build,
  ic: signalCharts.ic.build,
  'ic-histogram': signalCharts['ic-histogram'].build,
  'ic-qq': signalCharts['ic-qq'].build,
  'ic-months': signalCharts['ic-months'].build,
  'quantile-wealth': rankingCharts['quantile-wealth'].build,
  'ic-decay': rankingCharts['ic-decay'].build,
  'ic-sizes': rankingCharts['ic-sizes'].build,
  'rank-autocorrelation': rankingCharts['rank-autocorrelation'].build,
  'leg-turnover': rankingCharts['leg-turnover'].build,
  'rolling-beta': rollingBetas,
  'event-study': eventStudy,
  correlations: correlationMap,
  premia: premiaOverlay,
  coefficients: coefficientOverlay,
  'stock-betas': stockBetas,
} as const;

export type ChartName = keyof typeof chartDrawings;

/** What the chart of that name is drawn of: only values, so that another thread can draw it. */
export type ChartData<Name extends ChartName> = Parameters<(typeof chartDrawings)[Name]>[0];

/** A chart with the data of its own kind. */
export interface FilledChart {
  readonly name: ChartName;
  readonly data: ChartData<ChartName>;
}

/** The model of a chart. */
export function drawChart({ name, data }: FilledChart, context: ChartContext): ChartModel {
  // Name and data belong together, which the type of a pair cannot say of a union.
  const draw = chartDrawings[name] as (data: unknown, context: ChartContext) => ChartModel;
  return draw(data, context);
}
