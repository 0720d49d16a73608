import { benjaminiHochberg, benjaminiYekutieli, bonferroni, deflatedSharpeRatio, holm, mean } from '@fm/factor-math';
import { factorSummariesTable, nextVersion, type Warehouse } from '@fm/warehouse';
import { readResults } from './read-results.ts';
import type { FactorSummary } from './results.ts';
import { summaryRow } from './store-results.ts';

/**
 * What only the whole run knows of a factor and range, added to its statistics: `trials` (factors x ranges with a
 * premium), `deflatedSharpe` (Bailey and Lopez de Prado 2014, against the best of all trials), and the p-value of the
 * premium adjusted over all trials: `premiumPValueBonferroni`, `-Holm`, `-BenjaminiHochberg`, `-BenjaminiYekutieli`.
 */
export function withTrials(summaries: readonly FactorSummary[]): FactorSummary[] {
  const tried = summaries.filter((summary) => summary.premium !== null);
  const sharpes = Float64Array.from(tried, (summary) => numberOf(summary, 'sharpePerSession')).filter(Number.isFinite);
  const centre = mean(sharpes);
  const variance =
    sharpes.length < 2 ? 0 : sharpes.reduce((sum, s) => sum + (s - centre) ** 2, 0) / (sharpes.length - 1);
  const pValues = Float64Array.from(tried, (summary) => numberOf(summary, 'premiumPValue'));
  const adjusted = {
    premiumPValueBonferroni: bonferroni(pValues),
    premiumPValueHolm: holm(pValues),
    premiumPValueBenjaminiHochberg: benjaminiHochberg(pValues),
    premiumPValueBenjaminiYekutieli: benjaminiYekutieli(pValues),
  };
  const place = new Map(tried.map((summary, at) => [summary, at]));
  return summaries.map((summary) => {
    const at = place.get(summary);
    if (at === undefined) return summary;
    const added: Record<string, number | null> = {
      trials: tried.length,
      deflatedSharpe: orNull(deflatedSharpe(summary, tried.length, variance)),
    };
    for (const [name, values] of Object.entries(adjusted)) added[name] = orNull(values[at] as number);
    return { ...summary, statistics: { ...summary.statistics, ...added } };
  });
}

function deflatedSharpe(summary: FactorSummary, trials: number, variance: number): number {
  const sample = {
    sharpe: numberOf(summary, 'sharpePerSession'),
    observations: numberOf(summary, 'premiumObservations'),
    skewness: numberOf(summary, 'premiumSkewness'),
    kurtosis: numberOf(summary, 'premiumKurtosis'),
  };
  return deflatedSharpeRatio(sample, trials, variance);
}

function numberOf(summary: FactorSummary, name: string): number {
  return summary.statistics[name] ?? NaN;
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Adds to every summary of a run what only the whole run knows; repeating it changes nothing. */
export async function summariseRun(warehouse: Warehouse, runId: string): Promise<void> {
  const { summaries } = await readResults(warehouse, runId);
  const place = { runId, version: nextVersion() };
  await warehouse.insert(
    factorSummariesTable,
    withTrials(summaries).map((summary) => summaryRow(place, summary)),
  );
}
