import type { FactorReturns } from '@fm/results';
import {
  exSelfSpreads,
  forwardReturns,
  quantileReturns,
  rankCorrelations,
  sessionOrders,
  sortedPortfolios,
  standardisedSlopes,
  tradedValue,
  type CrossSectionalCoefficients,
  type Panel,
  type QuantileReturns,
  type SessionOrders,
} from '@fm/factor-math';
import {
  compositeExSelf,
  type CharacteristicFactor,
  type FactorDefinition,
  type InputName,
  type PortfolioFactor,
} from '@fm/factors';
import type { Market } from '@fm/market';
import type { Treatment } from '@fm/results';
import type { SortLegs } from './entries.ts';
import {
  isTreated,
  neutralExposures,
  neutralFactors,
  neutralInputs,
  treatedValues,
  valuesOfMembers,
  type NeutralExposure,
} from '@fm/results/treatment';

/** How a factor is turned into portfolios and judged. */
export interface FactorOptions extends Treatment {
  /** Portfolios per sort; High is the top `floor(n/groups)`, Low the bottom. */
  readonly groups: number;
  /** Sessions of the forward returns that a signal is judged by. */
  readonly horizons: readonly number[];
  /** Cost per value traded, 1/10,000. */
  readonly costBasisPoints: number;
  /** The factors among what values are made neutral to. @default those that `neutralise` names */
  readonly neutralFactors?: readonly CharacteristicFactor[];
}

/** Series per session of what a signal predicts and costs, over the whole calendar. */
export interface SignalSeries {
  /** Rank information coefficient of the session's signal with the return over the next sessions, by horizon. */
  readonly informationCoefficients: ReadonlyMap<number, Float64Array>;
  readonly rankAutocorrelation: Float64Array;
  /** One-way turnover of the long-short portfolio. */
  readonly turnover: Float64Array;
  /** Cost of the session's trades, a fraction of one leg's value: the holder of the portfolio pays it. */
  readonly cost: Float64Array;
  readonly quantiles: QuantileReturns;
  /** Slope of the session's returns on yesterday's signal in cross-sectional standard deviations, over members. */
  readonly slopes: CrossSectionalCoefficients;
}

/** A factor computed over the whole calendar; ranges only cut it. */
export interface ComputedFactor {
  readonly definition: FactorDefinition;
  readonly returns: FactorReturns;
  /** f[i,t] by which stocks are ranked; absent for a factor that is a portfolio return itself. */
  readonly values?: Panel;
  /** f[i,t] before its treatment; absent where there is none. */
  readonly untreated?: Panel;
  /** Lowest price of the stocks that have a value; absent where there is none. */
  readonly minPrice?: number;
  /** Inputs that the values were made neutral to; absent where nothing was taken out. */
  readonly neutralTo?: readonly InputName[];
  /** The factors that they were made neutral to; absent likewise. */
  readonly exposures?: readonly NeutralExposure[];
  /** 1 for each session whose values these factors explain completely; absent where there are none. */
  readonly explained?: Uint8Array;
  readonly signal?: SignalSeries;
  /** The stocks in High and Low per session; absent for a factor that is a portfolio return itself. */
  readonly sort?: SortLegs;
  /** Days x stocks: leg of the stock, -1 for none; absent for a characteristic. */
  readonly legs?: Int8Array;
  /** F[t] without the own position of each stock from the first to the last, inclusive. */
  exSelf(first: number, last: number): readonly Float64Array[];
}

/**
 * Values, portfolios and series of a factor. A stock of session t is ranked by its value of t-1.
 *
 * @param values - f[i,t] of a characteristic where it is known already. @default computed
 */
export function computeFactor(
  market: Market,
  definition: FactorDefinition,
  options: FactorOptions,
  values?: Panel,
): ComputedFactor {
  return definition.kind === 'characteristic'
    ? treated(market, definition, options, values ?? definition.compute(market))
    : portfolio(market, definition);
}

function treated(
  market: Market,
  definition: CharacteristicFactor,
  options: FactorOptions,
  values: Panel,
): ComputedFactor {
  if (!isTreated(options)) return characteristic(market, definition, options, values);
  const { minPrice, neutralise } = options;
  const exposures = neutralExposures(market, options.neutralFactors ?? neutralFactors(options));
  const compared = valuesOfMembers(values, market.member);
  const { values: ranked, explained } = treatedValues(compared, market, options, exposures);
  return {
    ...{ ...characteristic(market, definition, options, ranked), untreated: values },
    ...(minPrice !== undefined && { minPrice }),
    ...(neutralise !== undefined && { neutralTo: neutralInputs(neutralise), exposures }),
    ...(explained !== undefined && { explained }),
  };
}

function characteristic(
  market: Market,
  definition: CharacteristicFactor,
  options: FactorOptions,
  values: Panel,
): ComputedFactor {
  const { returns } = market;
  const orders = sessionOrders(values);
  const compared = valuesOfMembers(values, market.member);
  const comparedOrders = compared === values ? orders : sessionOrders(compared);
  const weights = market.marketCap === undefined ? {} : { weights: market.marketCap };
  const sort = { groups: options.groups, orders, ...weights };
  const portfolios = sortedPortfolios(values, returns, sort);
  const traded = tradedValue(portfolios, returns);
  return {
    definition,
    values,
    returns: portfolios,
    sort: portfolios,
    signal: {
      informationCoefficients: new Map(
        options.horizons.map((horizon) => [
          horizon,
          rankCorrelations(comparedOrders, forwardOrders(market.allReturns, horizon)),
        ]),
      ),
      rankAutocorrelation: rankCorrelations(comparedOrders, comparedOrders, 1),
      turnover: traded.map((value) => value / 4),
      cost: traded.map((value) => (value * options.costBasisPoints) / 10_000),
      quantiles: quantileReturns(values, returns, sort),
      slopes: standardisedSlopes(returns, compared),
    },
    exSelf: (first, last) => exSelfSpreads(portfolios, returns, first, last),
  };
}

const forward = new WeakMap<Panel, Map<number, SessionOrders>>();

/** Forward returns of a horizon with their sessions sorted; made once for all factors that the same returns judge. */
function forwardOrders(returns: Panel, horizon: number): SessionOrders {
  const known = forward.get(returns) ?? new Map<number, SessionOrders>();
  forward.set(returns, known);
  const orders = known.get(horizon) ?? sessionOrders(forwardReturns(returns, horizon));
  known.set(horizon, orders);
  return orders;
}

function portfolio(market: Market, definition: PortfolioFactor): ComputedFactor {
  const made = definition.compute(market);
  const { days, stocks, coefficients, legs, legReturns } = made;
  const side = (sign: number): { returns: Float64Array; held: Uint32Array } => {
    const returns = new Float64Array(days);
    const held = new Uint32Array(days);
    for (let t = 0; t < days; t++) {
      coefficients.forEach((coefficient, leg) => {
        if (coefficient * sign > 0)
          returns[t]! += Math.abs(coefficient) * (legReturns[t * coefficients.length + leg] as number);
      });
      for (let i = 0; i < stocks; i++) {
        const leg = legs[t * stocks + i] as number;
        if (leg >= 0 && (coefficients[leg] as number) * sign > 0) held[t]!++;
      }
      if (coefficients.every((coefficient) => coefficient * sign <= 0))
        returns[t] = sign < 0 ? (made.charge[t] as number) : NaN;
    }
    return { returns, held };
  };
  const high = side(1);
  const low = side(-1);
  return {
    definition,
    returns: { spread: made.spread, high: high.returns, low: low.returns, stocksHigh: high.held, stocksLow: low.held },
    legs,
    exSelf: (first, last) =>
      Array.from({ length: last - first + 1 }, (_, at) => compositeExSelf(made, market.returns.values, first + at)),
  };
}
