import { benjaminiHochberg, benjaminiYekutieli, bonferroni, holm, standardDeviation } from '@fm/factor-math';
import type { FactorSummary } from '@fm/results';
import { type MeasuredTrial, numbersOf, trialNumbers } from '@fm/results/numbers';
import { deflatedSharpeOf, worthlessVariance } from '@fm/results/ledger';

/** What a trial is judged by. */
type Tried = Pick<FactorSummary, 'role' | 'premium' | 'statistics'>;

/**
 * What the number of trials implies for a factor, added to its statistics over the sample. A trial is a factor: date ranges
 * of one question are one trial, so the other ranges are shown beside the verdict and are not adjusted.
 *
 * - `trials`: factors of the run with a premium in the sample
 * - `deflatedSharpe`: see {@link deflatedSharpeOf}, with the variance across the trials of the run
 * - `sharpeAboveLuck`: the same against trials that vary as worthless ones do, so that true premia among the trials of a run
 *   do not deflate each other; the verdict takes this one
 * - `premiumPValueBonferroni`, `-Holm`, `-BenjaminiHochberg`, `-BenjaminiYekutieli`: adjusted over all trials
 */
export function withTrials<Summary extends Tried>(summaries: readonly Summary[]): Summary[] {
  const tried = summaries.filter((summary) => summary.premium !== null && summary.role === 'sample');
  const across = varianceOfT(tried);
  const pValues = Float64Array.from(tried, (summary) => numberOf(summary, 'premiumPValue'));
  const adjusted = {
    bonferroni: bonferroni(pValues),
    holm: holm(pValues),
    benjaminiHochberg: benjaminiHochberg(pValues),
    benjaminiYekutieli: benjaminiYekutieli(pValues),
  };
  const place = new Map(tried.map((summary, at) => [summary, at]));
  return summaries.map((summary) => {
    const at = place.get(summary);
    if (at === undefined) return summary;
    const measured: MeasuredTrial = {
      trials: tried.length,
      deflated: deflatedSharpeOf(summary, tried.length, across),
      aboveLuck: deflatedSharpeOf(summary, tried.length, worthlessVariance),
      bonferroni: adjusted.bonferroni[at] as number,
      holm: adjusted.holm[at] as number,
      benjaminiHochberg: adjusted.benjaminiHochberg[at] as number,
      benjaminiYekutieli: adjusted.benjaminiYekutieli[at] as number,
    };
    return { ...summary, statistics: { ...summary.statistics, ...numbersOf(trialNumbers, measured) } };
  });
}

/** Variance over trials of the Sharpe ratio per session times the root of the sessions; 0 of a single one. */
function varianceOfT(tried: readonly Tried[]): number {
  const values = Float64Array.from(
    tried,
    (summary) => numberOf(summary, 'sharpePerSession') * Math.sqrt(numberOf(summary, 'premiumObservations')),
  ).filter(Number.isFinite);
  return values.length < 2 ? 0 : standardDeviation(values) ** 2;
}

function numberOf(summary: Tried, name: string): number {
  return summary.statistics[name] ?? NaN;
}
