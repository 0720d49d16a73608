import type { FactorRelation, ReturnSeries } from '@fm/results';
import { factorCorrelation, spanningRegression } from '@fm/factor-math';
import { numbersOf, spanningNumbers, threeFactorNumbers } from '@fm/results/numbers';
import { spannedByOthers, spareObservations, type Spanned } from './spanning.ts';

/** How the factors of a run relate over one date range. */
export interface Relations {
  readonly pairs: readonly FactorRelation[];
  /** Statistics by factor and name; null is missing. */
  readonly statistics: ReadonlyMap<string, Readonly<Record<string, number | null>>>;
}

const threeFactors = ['Rm_Rf', 'SMB', 'HML'];

/**
 * Correlations and spanning regressions of the factors of a run.
 *
 * - `spanningAlpha` (annual), `spanningAlphaT`, `spanningAlphaPValue` (cosines), `spanningRSquared`,
 *   `spanningObservations`, `spanningFactors`: the regression on the representatives of other clusters, see
 *   `spannedByOthers`; a factor takes part that has a return in at least half of the sessions
 * - `threeFactorAlpha` (annual), `threeFactorAlphaT`, `threeFactorAlphaPValue` (cosines), `threeFactorRSquared`: the
 *   regression on Rm_Rf, SMB and HML where the run has them
 */
export function relationsOf(series: ReturnSeries): Relations {
  const names = [...series.keys()].sort();
  const all = names.map((name) => series.get(name) as Float64Array);
  const correlations = factorCorrelation(all);
  const sessions = all[0]?.length ?? 0;
  const taking = names.filter((_, at) => {
    const count = countOf(all[at] as Float64Array);
    return count > spareObservations && 2 * count >= sessions;
  });
  const spanned = spannedByOthers({ names, series: all, correlations }, new Set(taking));
  const statistics = new Map(
    names.map((name) => [name, { ...spanningStatistics(spanned.get(name)), ...spannedByThreeFactors(name, series) }]),
  );
  const pairs = names.flatMap((factor, a) =>
    names.flatMap((other, b): FactorRelation[] => {
      if (a === b) return [];
      const found = spanned.get(factor);
      const place = found?.others.indexOf(other) ?? -1;
      return [
        {
          factor,
          other,
          observations: countOf(all[a] as Float64Array, all[b]),
          correlation: orNull(correlations[a * names.length + b] as number),
          spanningBeta: orNull(found?.regression.betas[place] ?? NaN),
        },
      ];
    }),
  );
  return { pairs, statistics };
}

function spanningStatistics(spanned: Spanned | undefined): Record<string, number | null> {
  if (spanned === undefined) return {};
  return numbersOf(spanningNumbers, { regression: spanned.regression, factors: spanned.others.length });
}

function spannedByThreeFactors(name: string, series: ReturnSeries): Record<string, number | null> {
  if (threeFactors.includes(name) || !threeFactors.every((factor) => series.has(factor))) return {};
  const regressors = threeFactors.map((factor) => series.get(factor) as Float64Array);
  const result = spanningRegression(series.get(name) as Float64Array, regressors);
  if (!result.ok || result.fit.observations < regressors.length + 1 + spareObservations) return {};
  return numbersOf(threeFactorNumbers, result);
}

function countOf(a: Float64Array, b: Float64Array = a): number {
  let count = 0;
  for (let t = 0; t < a.length; t++) if (Number.isFinite(a[t]) && Number.isFinite(b[t])) count++;
  return count;
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
