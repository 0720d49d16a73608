import { forwardReturns, rankInformationCoefficient } from '@fm/factor-math';
import { whyUntested } from '@fm/results/evidence';
import type { Signal } from '../api/factor-schemas.ts';
import type { SummaryRow } from '../api/schemas.ts';
import { intervalOf, type MeanWithTest } from '../statistics/interval.ts';
import { normalQuantiles } from '../statistics/normal-quantiles.ts';
import type { FactorPanels } from './factor-panels.ts';
import { coefficientsOf, premiumInterval, quantilesOf } from './stored-statistics.ts';

const sessionsPerYear = 252;

/** What was requested of a run, as far as its signal panels depend on it. */
export interface SignalRequest {
  readonly weighting: string;
  readonly costBasisPoints: number | null;
}

/**
 * What a factor's values say about the returns after them, over one date range of a run. Every statistic is the one that
 * the run stored; only the series behind the information coefficient is computed again, from the stored values and the
 * prices in the warehouse, and `asStored` says whether its mean is still the run's.
 *
 * @param panels - undefined where the run stored no values: then there is no series
 */
export function signalEvidence(
  panels: FactorPanels | undefined,
  summary: SummaryRow,
  request: SignalRequest,
): Omit<Signal, 'run' | 'factor'> {
  const decay = coefficientsOf(summary);
  const shortest = decay[0];
  const coefficients =
    shortest === undefined || panels === undefined ? [] : coefficientSeries(panels, summary, shortest.horizon);
  const values = coefficients.map(({ value }) => value);
  const quantiles = quantilesOf(summary);
  return {
    start: summary.start,
    end: summary.end,
    stocks: panels?.symbols.length ?? 0,
    seriesHorizon: shortest?.horizon ?? null,
    asStored: panels === undefined || isMeanOf(values, shortest?.mean ?? null),
    coefficients,
    normalQuantiles: normalQuantiles(values),
    decay: decay.map(({ horizon, standardDeviation, ratio, pValue, ...test }) => ({
      ...{ horizon, ...tested(test), standardDeviation, ratio, pValue },
      untested: whyUntested(summary, horizon) ?? null,
    })),
    quantiles: quantiles.map(({ group, mean, ...test }) => ({
      group: `${group} of ${quantiles.length}`,
      ...tested({ ...test, mean: mean === null ? null : mean * sessionsPerYear }),
    })),
    spread: { mean: summary.premium, ...premiumInterval(summary), tStat: summary.premiumTStat },
    ...request,
  };
}

/** The coefficients whose forward returns end within the range: a signal of session t-1 counts for session t. */
function coefficientSeries(
  { signal, returns, sessions }: FactorPanels,
  { start, end }: SummaryRow,
  horizon: number,
): { date: string; value: number }[] {
  const from = sessions.findIndex((day) => day >= start);
  const to = sessions.findLastIndex((day) => day <= end);
  if (from === -1) return [];
  const all = rankInformationCoefficient(signal, forwardReturns(returns, horizon));
  const first = Math.max(0, from - 1);
  return Array.from(all.subarray(first, Math.max(first, to - horizon + 1)), (value, at) => ({
    date: sessions[first + at] as string,
    value,
  })).filter(({ value }) => Number.isFinite(value));
}

function tested({ mean, tStat, degrees }: MeanWithTest) {
  return { mean, ...intervalOf({ mean, tStat, degrees }), tStat };
}

function isMeanOf(values: readonly number[], stored: number | null): boolean {
  if (stored === null) return true;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.abs(mean - stored) < 1e-9;
}
