import type { FactorRelation, ReturnSeries } from '@fm/results';
import { factorCorrelation, mutualSpanning, spanningRegression } from '@fm/factor-math';

/** What the factors of a run say of each other over one date range. */
export interface Relations {
  readonly pairs: readonly FactorRelation[];
  /** Statistics by factor and name; null is missing. */
  readonly statistics: ReadonlyMap<string, Readonly<Record<string, number | null>>>;
}

const threeFactors = ['Rm_Rf', 'SMB', 'HML'];

/** Sessions that a regression needs beyond its coefficients. */
const spareObservations = 30;

/**
 * Correlations and spanning regressions of the factors of a run. A factor whose alpha is nothing adds nothing to the
 * others (Huberman and Kandel 1987; Fama and French 2015, section 7).
 *
 * - `spanningAlpha` (annual), `spanningAlphaT` (Newey-West), `spanningAlphaPValue`, `spanningRSquared`,
 *   `spanningObservations`, `spanningFactors`: the regression on all other factors that have a return in at least half of
 *   the sessions, over the sessions in which all of these have one; a factor that others determine is left out
 * - `threeFactorAlpha` (annual), `threeFactorAlphaT` (Newey-West), `threeFactorAlphaPValue`, `threeFactorRSquared`: the
 *   regression on Rm_Rf, SMB and HML where the run has them
 */
export function relationsOf(series: ReturnSeries): Relations {
  const names = [...series.keys()].sort();
  const all = names.map((name) => series.get(name) as Float64Array);
  const correlations = factorCorrelation(all);
  const sessions = all[0]?.length ?? 0;
  const taking = names.filter((name) => {
    const count = countOf(series.get(name) as Float64Array);
    return count > spareObservations && 2 * count >= sessions;
  });
  const slopes = new Map<string, { beta: number; t: number }>();
  const spanned = spannedByOthers(taking, series, slopes);
  const statistics = new Map(
    names.map((name) => [name, { ...spanned.get(name), ...spannedByThreeFactors(name, series) }]),
  );
  const pairs = names.flatMap((factor, a) =>
    names.flatMap((other, b): FactorRelation[] => {
      if (a === b) return [];
      const slope = slopes.get(`${factor} ${other}`);
      return [
        {
          factor,
          other,
          observations: countOf(all[a] as Float64Array, all[b] as Float64Array),
          correlation: orNull(correlations[a * names.length + b] as number),
          spanningBeta: orNull(slope?.beta ?? NaN),
          spanningBetaT: orNull(slope?.t ?? NaN),
        },
      ];
    }),
  );
  return { pairs, statistics };
}

function spannedByOthers(
  taking: readonly string[],
  series: ReturnSeries,
  slopes: Map<string, { beta: number; t: number }>,
): Map<string, Record<string, number | null>> {
  const found = mutualSpanning(taking.map((name) => series.get(name) as Float64Array));
  const statistics = new Map<string, Record<string, number | null>>();
  taking.forEach((name, y) => {
    const result = found[y];
    if (result === undefined || result.others.length === 0) return;
    if (result.observations < result.others.length + 1 + spareObservations) return;
    result.others.forEach((other, at) => {
      slopes.set(`${name} ${taking[other] as string}`, {
        beta: result.betas[at] as number,
        t: result.betaT[at] as number,
      });
    });
    statistics.set(name, {
      ...alphaStatistics('spanning', result),
      spanningObservations: result.observations,
      spanningFactors: result.others.length,
    });
  });
  return statistics;
}

function spannedByThreeFactors(name: string, series: ReturnSeries): Record<string, number | null> {
  if (threeFactors.includes(name) || !threeFactors.every((factor) => series.has(factor))) return {};
  const regressors = threeFactors.map((factor) => series.get(factor) as Float64Array);
  const result = spanningRegression(series.get(name) as Float64Array, regressors);
  if (!result.ok || result.fit.observations < regressors.length + 1 + spareObservations) return {};
  return alphaStatistics('threeFactor', { ...result, alphaT: result.alphaNeweyWestT });
}

function alphaStatistics(
  prefix: string,
  result: { alpha: number; alphaT: number; alphaPValue: number; rSquared: number },
): Record<string, number | null> {
  return {
    [`${prefix}Alpha`]: orNull(result.alpha * 252),
    [`${prefix}AlphaT`]: orNull(result.alphaT),
    [`${prefix}AlphaPValue`]: orNull(result.alphaPValue),
    [`${prefix}RSquared`]: orNull(result.rSquared),
  };
}

function countOf(a: Float64Array, b: Float64Array = a): number {
  let count = 0;
  for (let t = 0; t < a.length; t++) if (Number.isFinite(a[t]) && Number.isFinite(b[t])) count++;
  return count;
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
