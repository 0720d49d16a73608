import { meanDecline, robustMean, studentTQuantile } from '@fm/factor-math';
import { decayLevel, type FactorDecay, type RollingPremium } from '../evidence/decay-texts.ts';

/** Mean long-short return per session in a month. */
export interface MonthlyPremium {
  /** `YYYY-MM`. */
  readonly month: string;
  readonly mean: number;
}

const window = 36;
const year = 252;

/**
 * Tests whether the premium of a factor fell, and follows it over windows of 36 months with bands by cosines (`robustMean`).
 *
 * @param months - ascending, each with a mean per session
 * @param sign - of the premium over the sample
 * @returns undefined of fewer than 36 months, and where no month is above another one after it
 */
export function decayOf(factor: string, months: readonly MonthlyPremium[], sign: number): FactorDecay | undefined {
  const values = Float64Array.from(months, ({ mean }) => sign * mean * year);
  const decline = meanDecline(values);
  const since = decline === undefined ? undefined : months[decline.at]?.month;
  if (decline === undefined || since === undefined) return undefined;
  const { pValue, at, before, after } = decline;
  const later = robustMean(values.subarray(at));
  const earns = later.mean > 0 && later.pValue / 2 < 0.05;
  return {
    ...{ factor, months: months.length, pValue, since, before, after },
    state: pValue >= decayLevel ? 'steady' : earns ? 'weaker' : 'stopped',
    rolling: months.slice(window - 1).map(({ month }, k) => ({ month, ...banded(values.subarray(k, k + window)) })),
  };
}

function banded(values: Float64Array): Omit<RollingPremium, 'month'> {
  const { mean, standardError, degrees } = robustMean(values);
  const reach = studentTQuantile(0.975, degrees) * standardError;
  return { mean, low: mean - reach, high: mean + reach };
}
