import { correlationMap, premiaOverlay } from '../charts/compare.ts';
import { overviewCharts } from '../charts/overview.ts';
import type { ChartContext, ChartModel } from '../charts/model.ts';
import { performanceCharts } from '../charts/performance.ts';
import { signalCharts } from '../charts/signal.ts';
import { premiumByRange, stockBetas } from '../charts/stocks.ts';
import { compareFactors } from '../data/compare.ts';
import { readDetails } from '../data/details.ts';
import { readFactorPanels } from '../data/factor-panels.ts';
import { applyFilters, type Filters, optionsOf } from '../data/filters.ts';
import { readPerformance } from '../data/performance.ts';
import { signalEvidence } from '../data/signal.ts';
import { trialsOf } from '../data/summaries.ts';
import type { Run, SummaryRow } from '../api/schemas.ts';
import { chartNeedsFactor, unknownFactor } from '../errors.ts';
import { significanceLimits } from '../statistics/limits.ts';
import type { DashboardContext } from './context.ts';

/** Draws a chart once its data are there. */
export type Drawing = (context: ChartContext) => ChartModel;

type Source = (context: DashboardContext, run: Run, filters: Filters) => Promise<Drawing>;

const linePoints = 1500;

const overview = (build: (typeof overviewCharts)[number]): Source => {
  return async ({ cache }, run, filters) => {
    const all = await cache.summaries(run);
    const limits = significanceLimits(trialsOf(all).total);
    const rows = applyFilters(all, filters);
    return (context) => build(rows, limits, context);
  };
};

const performance = (build: (typeof performanceCharts)[number]): Source => {
  return async (dashboard, run, filters) => {
    const { factor } = await ofFactor(dashboard, run, filters);
    const lines = await readPerformance(dashboard.reader, run.run, factor, filters, linePoints);
    return (context) => build({ run: run.run, factor, ...lines }, context);
  };
};

const signal = (build: (typeof signalCharts)[number]): Source => {
  return async (dashboard, run, filters) => {
    const { factor } = await ofFactor(dashboard, run, filters);
    const panels = await dashboard.cache.panels(run, factor, () => readFactorPanels(dashboard.reader, run.run, factor));
    const evidence = signalEvidence(panels, filters);
    return (context) => build({ run: run.run, factor, ...evidence }, context);
  };
};

/** Every chart by its name in addresses; the browser draws them with the same functions. */
export const chartSources: Readonly<Record<string, Source>> = {
  't-statistics': overview(overviewCharts[0]),
  'r-squared': overview(overviewCharts[1]),
  beta: overview(overviewCharts[2]),
  'premium-ranges': async (dashboard, run, filters) => {
    const { rows } = await ofFactor(dashboard, run, filters);
    return (context) => premiumByRange(rows, context);
  },
  cumulative: performance(performanceCharts[0]),
  drawdown: performance(performanceCharts[1]),
  'rolling-premium': performance(performanceCharts[2]),
  quantiles: signal(signalCharts[0]),
  ic: signal(signalCharts[1]),
  'ic-decay': signal(signalCharts[2]),
  'ic-histogram': signal(signalCharts[3]),
  'ic-qq': signal(signalCharts[4]),
  'ic-months': signal(signalCharts[5]),
  correlations: async ({ reader }, run, filters) => {
    const compared = await compareFactors(reader, run.run, filters);
    return (context) => correlationMap({ run, ...compared }, context);
  },
  premia: async ({ reader }, run, filters) => {
    const compared = await compareFactors(reader, run.run, filters);
    return (context) => premiaOverlay({ run, ...compared }, context);
  },
  'stock-betas': async (dashboard, run, filters) => {
    const { factor, rows } = await ofFactor(dashboard, run, filters);
    const { start, end } =
      filters.start && filters.end ? (filters as { start: string; end: string }) : longestRange(rows);
    const details = await readDetails(dashboard.reader, { run: run.run, factor, start, end });
    return (context) => stockBetas(details, context);
  },
};

/** The longest of some date ranges, the one that stands for all sessions. */
export function longestRange(rows: readonly SummaryRow[]): { start: string; end: string } {
  const length = ({ start, end }: SummaryRow) => Date.parse(end) - Date.parse(start);
  return rows.reduce((best, row) => (length(row) > length(best) ? row : best));
}

async function ofFactor({ cache }: DashboardContext, run: Run, { factor }: Filters) {
  if (factor === undefined) throw chartNeedsFactor();
  const all = await cache.summaries(run);
  const rows = all.filter((row) => row.factor === factor);
  if (rows.length === 0)
    throw unknownFactor(
      factor,
      optionsOf(all).factors.map(({ name }) => name),
    );
  return { factor, rows };
}
