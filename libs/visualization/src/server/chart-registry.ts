import { coefficientOverlay, correlationMap, premiaOverlay } from '../charts/compare.ts';
import { eventStudy } from '../charts/events.ts';
import type { ChartContext, ChartModel } from '../charts/model.ts';
import { overviewCharts } from '../charts/overview.ts';
import { performanceCharts } from '../charts/performance.ts';
import { type SignalChart, signalCharts } from '../charts/signal.ts';
import { premiumByRange, rollingBetas, stockBetas } from '../charts/stocks.ts';
import { compareFactors } from '../data/compare-factors.ts';
import { readDetails } from '../data/details.ts';
import { readEventStudies, readRollingBeta, readSignal, summariesOf } from '../data/factor-evidence.ts';
import { applyFilters, type Filters } from '../data/filters.ts';
import { readPerformance } from '../data/performance.ts';
import { periodOf, rowOfRange } from '../data/ranges.ts';
import type { Compare } from '../api/page-schemas.ts';
import type { Run } from '../api/schemas.ts';
import { chartNeedsFactor, eventsMissing, signalMissing } from '../errors.ts';
import { significanceLimits } from '../statistics/limits.ts';
import type { DashboardContext } from './context.ts';

/** Draws a chart once its data are there. */
export type Drawing = (context: ChartContext) => ChartModel;

/** What narrows a chart: the filters of its page, and the factors whose lines a comparison shows. */
export interface ChartFilters extends Filters {
  readonly factors?: string;
}

type Source = (context: DashboardContext, run: Run, filters: ChartFilters) => Promise<Drawing>;

const linePoints = 1500;

const overview = (build: (typeof overviewCharts)[number]): Source => {
  return async ({ cache }, run, filters) => {
    const all = await cache.summaries(run);
    const limits = significanceLimits(all);
    const rows = applyFilters(all, filters);
    return (context) => build(rows, limits, context);
  };
};

const performance = (build: (typeof performanceCharts)['cumulative']): Source => {
  return async (dashboard, run, filters) => {
    const { factor, rows } = await ofFactor(dashboard, run, filters);
    const lines = await readPerformance(dashboard.reader, run.run, factor, periodOf(rows, filters), linePoints);
    return (context) => build({ run: run.run, factor, ...lines }, context);
  };
};

const signal = ({ build, isThere }: SignalChart): Source => {
  return async (dashboard, run, filters) => {
    const { factor } = await ofFactor(dashboard, run, filters);
    const evidence = await readSignal(dashboard, run, factor, filters);
    if (!isThere(evidence)) throw signalMissing(factor);
    return (context) => build(evidence, context);
  };
};

const comparison = (build: (data: Compare, context: ChartContext) => ChartModel): Source => {
  return async (dashboard, run, filters) => {
    const compared = await compareFactors(dashboard, run, filters, filters.factors);
    return (context) => build(compared, context);
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
  cumulative: performance(performanceCharts.cumulative),
  drawdown: performance(performanceCharts.drawdown),
  'rolling-premium': performance(performanceCharts['rolling-premium']),
  quantiles: signal(signalCharts.quantiles),
  ic: signal(signalCharts.ic),
  'ic-decay': signal(signalCharts['ic-decay']),
  'ic-histogram': signal(signalCharts['ic-histogram']),
  'ic-qq': signal(signalCharts['ic-qq']),
  'ic-months': signal(signalCharts['ic-months']),
  'rolling-beta': async (dashboard, run, filters) => {
    const { factor, rows } = await ofFactor(dashboard, run, filters);
    const found = await readRollingBeta(dashboard, run, factor, periodOf(rows, filters));
    return (context) => rollingBetas(found, context);
  },
  'event-study': async (dashboard, run, filters) => {
    const { factor } = await ofFactor(dashboard, run, filters);
    const found = await readEventStudies(dashboard, run, factor, filters);
    if (found.rows.length === 0) throw eventsMissing(factor);
    return (context) => eventStudy(found, context);
  },
  correlations: comparison(correlationMap),
  premia: comparison(premiaOverlay),
  coefficients: comparison(coefficientOverlay),
  'stock-betas': async (dashboard, run, filters) => {
    const { factor, rows } = await ofFactor(dashboard, run, filters);
    const { start, end } = rowOfRange(rows, filters);
    const details = await readDetails(dashboard.reader, { run: run.run, factor, start, end });
    return (context) => stockBetas(details, context);
  },
};

async function ofFactor(dashboard: DashboardContext, run: Run, { factor }: Filters) {
  if (factor === undefined) throw chartNeedsFactor();
  return { factor, rows: await summariesOf(dashboard, run, factor) };
}
