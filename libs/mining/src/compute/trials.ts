import {
  benjaminiHochberg,
  benjaminiYekutieli,
  bonferroni,
  deflatedSharpeRatio,
  holm,
  standardDeviation,
} from '@fm/factor-math';
import type { FactorSummary } from '@fm/results';

/**
 * What the number of things tried says of a factor, added to its statistics over the sample. A trial is a factor: date ranges
 * of one question are one trial, so that the other ranges stand beside the verdict and are not adjusted.
 *
 * - `trials`: factors of the run with a premium in the sample
 * - `deflatedSharpe`: probability that the Sharpe ratio is more than the best of all trials shows by luck (Bailey and
 *   Lopez de Prado 2014); of the portfolio sold where the premium is negative. Factors have returns in different numbers of
 *   sessions, so that the variance across trials is that of `SR sqrt(n)`, over the sessions n of the one in question
 * - `sharpeAboveLuck`: the same against trials that vary as worthless ones do, so that true premia among the trials of a run
 *   do not deflate each other; the verdict takes this one
 * - `premiumPValueBonferroni`, `-Holm`, `-BenjaminiHochberg`, `-BenjaminiYekutieli`: adjusted over all trials
 */
export function withTrials(summaries: readonly FactorSummary[]): FactorSummary[] {
  const tried = summaries.filter((summary) => summary.premium !== null && summary.role === 'sample');
  const across = varianceOfT(tried);
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
      deflatedSharpe: orNull(deflatedSharpe(summary, tried.length, across)),
      sharpeAboveLuck: orNull(deflatedSharpe(summary, tried.length, worthless)),
    };
    for (const [name, values] of Object.entries(adjusted)) added[name] = orNull(values[at] as number);
    return { ...summary, statistics: { ...summary.statistics, ...added } };
  });
}

/** Variance of `SR sqrt(n)` over worthless trials. */
const worthless = 1;

/** Variance over trials of the Sharpe ratio per session times the root of the sessions; 0 of a single one. */
function varianceOfT(tried: readonly FactorSummary[]): number {
  const values = Float64Array.from(
    tried,
    (summary) => numberOf(summary, 'sharpePerSession') * Math.sqrt(numberOf(summary, 'premiumObservations')),
  ).filter(Number.isFinite);
  return values.length < 2 ? 0 : standardDeviation(values) ** 2;
}

function deflatedSharpe(summary: FactorSummary, trials: number, across: number): number {
  const sharpe = numberOf(summary, 'sharpePerSession');
  const side = sharpe < 0 ? -1 : 1;
  const sample = {
    sharpe: side * sharpe,
    observations: numberOf(summary, 'premiumObservations'),
    skewness: side * numberOf(summary, 'premiumSkewness'),
    kurtosis: numberOf(summary, 'premiumKurtosis'),
  };
  return deflatedSharpeRatio(sample, trials, across / sample.observations);
}

function numberOf(summary: FactorSummary, name: string): number {
  return summary.statistics[name] ?? NaN;
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
