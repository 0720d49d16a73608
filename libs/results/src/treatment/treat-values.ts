import { neutraliseByRegression, winsorise, type Panel } from '@fm/factor-math';
import type { FactorInputs, InputName } from '@fm/factors';
import { type Neutralisation, neutralisers, parameterNames, parametersOf, sayParameters } from '../parameters/index.ts';
import type { Treatment } from '../run-request.ts';

/** The inputs that making values neutral takes. */
export function neutralInputs(neutralise: Neutralisation | undefined): InputName[] {
  return (neutralise?.split(',') ?? []).map((name) => neutralisers[name as keyof typeof neutralisers]);
}

/** The inputs that a treatment takes. */
export function treatmentInputs({ minPrice, neutralise }: Treatment): InputName[] {
  return [...(minPrice === undefined ? [] : (['unadjustedClose'] as const)), ...neutralInputs(neutralise)];
}

/** Values of stocks whose close, as quoted on the day, reaches a price; missing of others. */
export function valuesFromPrice(
  values: Panel,
  market: Pick<FactorInputs, 'panel'>,
  minPrice: number | undefined,
): Panel {
  if (minPrice === undefined) return values;
  const closes = market.panel('unadjustedClose').values;
  return { ...values, values: values.values.map((value, cell) => ((closes[cell] ?? NaN) >= minPrice ? value : NaN)) };
}

/** Whether a treatment changes anything. */
export function isTreated(treatment: Treatment): boolean {
  return parameterNames('treatment').some((name) => treatment[name] !== undefined);
}

/**
 * Values of stocks that reach the lowest price, winsorised, and then neutralised: the residuals of one cross-sectional
 * OLS regression, on the logarithm of market capitalisation and a constant (`size`), on a dummy for each group
 * (`group`), or on both the logarithm and the dummies (`size,group`). Each session is treated on its own, over the
 * stocks that have all of it, so the result is the same to the bit however the sessions are cut, and later sessions have no effect.
 *
 * @param values - sessions x stocks
 * @returns a panel of the same shape; missing where a stock has no market capitalisation or no group, where it is alone in
 *   its group, and if the session cannot be estimated
 */
export function treatValues(values: Panel, market: Pick<FactorInputs, 'panel'>, treatment: Treatment): Panel {
  const { minPrice, winsorise: tail, neutralise } = treatment;
  const priced = valuesFromPrice(values, market, minPrice);
  const pulled = tail === undefined ? priced : winsorise(priced, tail, 1 - tail);
  if (neutralise === undefined) return pulled;
  const groups = neutralise === 'size' ? undefined : market.panel('group').values;
  const exposures = neutralise === 'group' ? [] : [logarithms(market.panel('marketCap'))];
  return neutraliseByRegression(pulled, exposures, groups);
}

function logarithms({ days, stocks, values }: Panel): Panel {
  return { days, stocks, values: values.map((value) => (value > 0 ? Math.log(value) : NaN)) };
}

/**
 * Values of the stocks that are members of the universe on the day; missing of others. What compares stocks with each
 * other (quantiles, regressions, standard deviations, ranks) compares only members, or stocks that join the universe later
 * would have an effect before they do.
 *
 * @returns the same panel where all stocks are members always
 */
export function valuesOfMembers(values: Panel, member: Uint8Array | undefined): Panel {
  if (member === undefined) return values;
  return { ...values, values: values.values.map((value, cell) => (member[cell] === 0 ? NaN : value)) };
}
/** A treatment as a sentence of the notes of a run; '' where there is none. */
export function treatmentNote(treatment: Treatment): string {
  const parts = sayParameters(parametersOf(treatment, 'treatment'), 'note');
  return parts.length === 0
    ? ''
    : `Values of characteristics are ${parts.join(', then ')} within every session before stocks are ranked by them.`;
}
