import { neutraliseByRegression, winsorise, type Panel } from '@fm/factor-math';
import type { FactorInputs, InputName } from '@fm/factors';
import {
  type Neutralisation,
  neutraliserNames,
  parameterNames,
  parametersOf,
  sayParameters,
} from '../parameters/index.ts';
import type { Treatment } from '../run-request.ts';
import { valuesFromPrice } from './compared-values.ts';
import { asRegressor, neutralExposures, neutralFactors, type NeutralExposure } from './neutral-factors.ts';

/** Inputs that values are made neutral to as they are. */
const inputsOfNames: Readonly<Record<string, InputName>> = { size: 'marketCap', group: 'group' };

/** The inputs that values are made neutral to themselves, without those of factors. */
export function neutralInputs(neutralise: Neutralisation | undefined): InputName[] {
  return neutraliserNames(neutralise).flatMap((name) => inputsOfNames[name] ?? []);
}

/** The inputs that a treatment takes. */
export function treatmentInputs(treatment: Treatment): InputName[] {
  const { minPrice, neutralise } = treatment;
  return [
    ...(minPrice === undefined ? [] : (['unadjustedClose'] as const)),
    ...neutralInputs(neutralise),
    ...neutralFactors(treatment).flatMap(({ inputs }) => inputs),
  ];
}

/** Whether a treatment changes anything. */
export function isTreated(treatment: Treatment): boolean {
  return parameterNames('treatment').some((name) => treatment[name] !== undefined);
}

/** Values after their treatment. */
export interface TreatedValues {
  readonly values: Panel;
  /**
   * 1 for each session whose values the factors that they were made neutral to explain completely: none is left of them.
   * Absent where they were made neutral to no factor.
   */
  readonly explained?: Uint8Array;
}

/**
 * Values of stocks that reach the lowest price, winsorised, and then neutralised: the residuals of one cross-sectional
 * OLS regression, on the logarithm of market capitalisation (`size`), on the values of factors at the same session, and on a
 * dummy for each group (`group`) or a constant. Values of factors are taken of the same stocks and winsorised as the values
 * are. Each session is treated on its own, over the stocks that have all of it, so the result is the same to the bit however
 * the sessions are cut, and later sessions have no effect.
 *
 * @param values - sessions x stocks
 * @param exposures - values of the factors. @default computed
 * @returns a panel of the same shape; missing where a stock has no market capitalisation, no group or no value of a factor,
 *   where it is alone in its group, if the session cannot be estimated, and where factors explain all of its values
 */
export function treatedValues(
  values: Panel,
  market: FactorInputs,
  treatment: Treatment,
  exposures: readonly NeutralExposure[] = neutralExposures(market, neutralFactors(treatment)),
): TreatedValues {
  const { minPrice, winsorise: tail, neutralise } = treatment;
  const priced = valuesFromPrice(values, market, minPrice);
  const pulled = tail === undefined ? priced : winsorise(priced, tail, 1 - tail);
  if (neutralise === undefined) return { values: pulled };
  const names = neutraliserNames(neutralise);
  const groups = names.includes('group') ? market.panel('group').values : undefined;
  const sizes = names.includes('size') ? [logarithms(market.panel('marketCap'))] : [];
  const factors = exposures.map((exposure) => asRegressor(exposure, market, treatment));
  const residuals = neutraliseByRegression(pulled, [...sizes, ...factors], groups);
  return factors.length === 0 ? { values: residuals } : withoutExplained(residuals);
}

/** The values of {@link treatedValues}. */
export function treatValues(values: Panel, market: FactorInputs, treatment: Treatment): Panel {
  return treatedValues(values, market, treatment).values;
}

/** Residuals without those of sessions of which nothing is left, where all are 0. */
function withoutExplained({ days, stocks, values }: Panel): TreatedValues {
  const explained = new Uint8Array(days);
  const left = values.slice();
  for (let t = 0; t < days; t++) {
    const row = left.subarray(t * stocks, (t + 1) * stocks);
    if (row.some((value) => value !== 0 && !Number.isNaN(value)) || !row.includes(0)) continue;
    explained[t] = 1;
    row.fill(NaN);
  }
  return { values: { days, stocks, values: left }, explained };
}

function logarithms({ days, stocks, values }: Panel): Panel {
  return { days, stocks, values: values.map((value) => (value > 0 ? Math.log(value) : NaN)) };
}

/** A treatment as sentences of the notes of a run; '' where there is none. */
export function treatmentNote(treatment: Treatment): string {
  const parts = sayParameters(parametersOf(treatment, 'treatment'), 'note');
  if (parts.length === 0) return '';
  const definitions = (treatment.neutralisers ?? []).map(({ name, formula }) => ` ${name} is ${formula}.`);
  return `Values of characteristics are ${parts.join(', then ')} within every session before stocks are ranked by them.${definitions.join('')}`;
}
