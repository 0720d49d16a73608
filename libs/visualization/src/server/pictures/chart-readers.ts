import { rankingCharts } from '../../charts/ranking.ts';
import { signalCharts } from '../../charts/signal.ts';
import { compareFactors } from '../../data/compare-factors.ts';
import { readDetails } from '../../data/details.ts';
import { readEventStudies, readRollingBeta, readSignal, summariesOf } from '../../data/factor-evidence.ts';
import { applyFilters, type Filters } from '../../data/filters.ts';
import { readPerformance } from '../../data/performance.ts';
import { type RankingSource, readRanking } from '../../data/ranking.ts';
import { periodOf, rowOfRange } from '../../data/ranges.ts';
import type { Run } from '../../api/schemas.ts';
import { chartNeedsFactor, eventsMissing, rankingMissing, signalMissing } from '../../errors.ts';
import { significanceLimits } from '../../statistics/limits.ts';
import type { ChartData, ChartName, FilledChart } from './chart-drawings.ts';

/** What narrows a chart: the filters of its page, and the factors whose lines a comparison shows. */
export interface ChartFilters extends Filters {
  readonly factors?: string;
}

type Reader<Data> = (context: RankingSource, run: Run, filters: ChartFilters) => Promise<Data>;

const linePoints = 1500;

const overview: Reader<ChartData<'beta'>> = async ({ cache }, run, filters) => {
  const all = await cache.summaries(run);
  return { rows: applyFilters(all, filters), limits: significanceLimits(all) };
};

const performance: Reader<ChartData<'cumulative'>> = async (dashboard, run, filters) => {
  const { factor, rows } = await ofFactor(dashboard, run, filters);
  const lines = await readPerformance(dashboard.reader, run.run, factor, periodOf(rows, filters), linePoints);
  return { run: run.run, factor, ...lines };
};

const signal = (name: keyof typeof signalCharts): Reader<ChartData<'ic'>> => {
  return async (dashboard, run, filters) => {
    const { factor } = await ofFactor(dashboard, run, filters);
    const evidence = await readSignal(dashboard, run, factor, filters);
    if (!signalCharts[name].isThere(evidence)) throw signalMissing(factor);
    return evidence;
  };
};

const ranking = (name: keyof typeof rankingCharts): Reader<ChartData<'quantile-wealth'>> => {
  return async (dashboard, run, filters) => {
    const { factor } = await ofFactor(dashboard, run, filters);
    const found = await readRanking(dashboard, run, factor, filters);
    if (!rankingCharts[name].isThere(found)) throw rankingMissing(factor, found.missing ?? found.sizes.missing ?? '');
    return found;
  };
};

const comparison: Reader<ChartData<'premia'>> = (dashboard, run, filters) =>
  compareFactors(dashboard, run, filters, filters.factors);

const readers: { readonly [Name in ChartName]: Reader<ChartData<Name>> } = {
  't-statistics': overview,
  'r-squared': overview,
  beta: overview,
  'premium-ranges': async (dashboard, run, filters) => (await ofFactor(dashboard, run, filters)).rows,
  cumulative: performance,
  drawdown: performance,
  'rolling-premium': performance,
  quantiles: signal('quantiles'),
  ic: signal('ic'),
  'ic-histogram': signal('ic-histogram'),
  'ic-qq': signal('ic-qq'),
  'ic-months': signal('ic-months'),
  'quantile-wealth': ranking('quantile-wealth'),
  'ic-decay': ranking('ic-decay'),
  'ic-sizes': ranking('ic-sizes'),
  'rank-autocorrelation': ranking('rank-autocorrelation'),
  'leg-turnover': ranking('leg-turnover'),
  'rolling-beta': async (dashboard, run, filters) => {
    const { factor, rows } = await ofFactor(dashboard, run, filters);
    return readRollingBeta(dashboard, run, factor, periodOf(rows, filters));
  },
  'event-study': async (dashboard, run, filters) => {
    const { factor } = await ofFactor(dashboard, run, filters);
    const found = await readEventStudies(dashboard, run, factor, filters);
    if (found.rows.length === 0) throw eventsMissing(factor);
    return found;
  },
  correlations: comparison,
  premia: comparison,
  coefficients: comparison,
  'stock-betas': async (dashboard, run, filters) => {
    const { factor, rows } = await ofFactor(dashboard, run, filters);
    const { start, end } = rowOfRange(rows, filters);
    return readDetails(dashboard.reader, { run: run.run, factor, start, end });
  },
};

/** Every chart by its name in addresses. */
export const chartNames = Object.keys(readers) as ChartName[];

/** The chart of that name with its data out of the warehouse. */
export async function fillChart(
  name: ChartName,
  context: RankingSource,
  run: Run,
  filters: ChartFilters,
): Promise<FilledChart> {
  return { name, data: await readers[name](context, run, filters) };
}

async function ofFactor(dashboard: RankingSource, run: Run, { factor }: Filters) {
  if (factor === undefined) throw chartNeedsFactor();
  return { factor, rows: await summariesOf(dashboard, run, factor) };
}
