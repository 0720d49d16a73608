import { winsorise, type Panel } from '@fm/factor-math';
import {
  definitionIdentity,
  factorOfRun,
  factorsOfRun,
  findFactor,
  type CharacteristicFactor,
  type FactorInputs,
  type FormulaText,
} from '@fm/factors';
import { neutraliserNames } from '../parameters/index.ts';
import type { Treatment } from '../run-request.ts';
import { valuesFromPrice, valuesOfMembers } from './compared-values.ts';

/** A factor that values are made neutral to, with its values. */
export interface NeutralExposure {
  readonly name: string;
  /** Days x stocks; missing where it has none. */
  readonly values: Panel;
}

/**
 * The definitions of `beta` and `volatility`: slope of daily returns on the mean return of the universe over 252 sessions,
 * and deviation of daily returns over 63, of which half must be there. The windows are those of the risk model of a book.
 */
export const plainFactors: Readonly<Record<'beta' | 'volatility', FormulaText>> = {
  beta: {
    ...{ name: 'beta', formula: 'ts_beta(returns, cs_mean(returns), 252, min=126)' },
    description: 'Slope of daily returns on the mean return of the universe over a year.',
  },
  volatility: {
    ...{ name: 'volatility', formula: 'ts_std(returns, 63, min=32)' },
    description: 'Standard deviation of the daily returns of a quarter.',
  },
};

/**
 * The factors that a treatment makes values neutral to, from the definitions that it carries and from the catalogue; made
 * once for the same treatment.
 *
 * @throws DEFINITION_NOT_THERE where a name is neither
 */
export function neutralFactors(treatment: Treatment): readonly CharacteristicFactor[] {
  const known = made.get(treatment);
  if (known !== undefined) return known;
  const { neutralise, neutralisers = [] } = treatment;
  const run = { factors: factorNames(neutralise), formulas: neutralisers };
  const found = factorsOfRun(run).filter((factor) => factor.kind === 'characteristic');
  made.set(treatment, found);
  return found;
}

const made = new WeakMap<Treatment, readonly CharacteristicFactor[]>();

/**
 * What each of these factors is, see `definitionIdentity`, by its name; one that was removed from the catalogue is known only
 * by its name.
 */
export function neutralIdentities({ neutralise, neutralisers = [] }: Treatment): Readonly<Record<string, string>> {
  const identities = factorNames(neutralise).map((name) => {
    const isKnown = neutralisers.some((formula) => formula.name === name) || findFactor(name) !== undefined;
    const run = { factors: [name], formulas: neutralisers };
    return [name, isKnown ? definitionIdentity(factorOfRun(run, name)) : name] as const;
  });
  return Object.fromEntries(identities);
}

function factorNames(neutralise: string | undefined): string[] {
  return neutraliserNames(neutralise).filter((name) => name !== 'size' && name !== 'group');
}

/** The values of factors over a market; made once for the same market. */
export function neutralExposures(
  market: FactorInputs,
  factors: readonly CharacteristicFactor[],
): readonly NeutralExposure[] {
  const known = computed.get(market) ?? new Map<CharacteristicFactor, NeutralExposure>();
  computed.set(market, known);
  return factors.map((factor) => {
    const exposure = known.get(factor) ?? { name: factor.name, values: factor.compute(market) };
    known.set(factor, exposure);
    return exposure;
  });
}

const computed = new WeakMap<FactorInputs, Map<CharacteristicFactor, NeutralExposure>>();

/**
 * The values of a factor as a regressor: of the stocks whose values are treated, winsorised as these are, so that a factor
 * explains all of itself.
 */
export function asRegressor(
  { values }: NeutralExposure,
  market: FactorInputs,
  { minPrice, winsorise: tail }: Treatment,
): Panel {
  const compared = valuesFromPrice(valuesOfMembers(values, market.member), market, minPrice);
  return tail === undefined ? compared : winsorise(compared, tail, 1 - tail);
}
