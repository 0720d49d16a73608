import { resolveOptions, type DemonstrationOptions } from '../options.ts';
import { planted, type StockDesign } from './design.ts';
import { legSize } from './legs.ts';
import { simulateMarket, type SimulatedMarket } from './simulate.ts';

/** A true value and the interval in which an estimate from the files lies in 95 % of all invented markets. */
export interface Truth {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Truth about one stock's slope on a series, by OLS over all sessions on which both have a value. */
export interface BetaTruth extends Truth {
  readonly symbol: string;
}

/** What is planted in the invented prices. */
export interface DemonstrationTruth {
  /** First and last session. */
  readonly start: string;
  readonly end: string;
  readonly stocks: readonly StockDesign[];
  /** Annual premium (252 x mean of the equal-weighted long-short return) over the whole range, by factor. */
  readonly premia: Readonly<Record<'ROC20' | 'TradingVolume' | 'GrossProfitMargin' | 'AvgSentiment14', Truth>>;
  readonly betas: {
    /** Betas on the equal-weighted mean return of the stocks that have one. */
    readonly equalWeightedMarket: readonly BetaTruth[];
    /** Betas on the equal-weighted long-short return of TradingVolume. */
    readonly TradingVolume: readonly BetaTruth[];
  };
}

const normalQuantile = 1.959963984540054;
const sessionsPerYear = 252;

/** States what is planted in the market of these options; see the library's README for the derivation. */
export function demonstrationTruth(options: DemonstrationOptions = {}): DemonstrationTruth {
  const { seed, stocks, start, end } = resolveOptions(options);
  return truthOf(simulateMarket(seed, stocks, start, end));
}

/** States what is planted in a simulated market. */
export function truthOf(market: SimulatedMarket): DemonstrationTruth {
  const heavy = longShortWeights(market, market.volumeLegs);
  return {
    start: market.sessions[0]!,
    end: market.sessions.at(-1)!,
    stocks: market.designs,
    premia: {
      ROC20: premiumOf(market, longShortWeights(market, market.rocLegs)),
      TradingVolume: premiumOf(market, heavy),
      GrossProfitMargin: premiumOf(market, longShortWeights(market, market.marginLegs)),
      AvgSentiment14: premiumOf(market, longShortWeights(market, market.sentimentLegs)),
    },
    betas: {
      equalWeightedMarket: betasOn(market, equalWeights(market)),
      TradingVolume: betasOn(market, heavy),
    },
  };
}

/** Weights of a portfolio by session; undefined on a session without one. */
type Weights = readonly (Float64Array | undefined)[];

function longShortWeights(market: SimulatedMarket, legs: SimulatedMarket['rocLegs']): Weights {
  return market.sessions.map((_, t) => {
    const size = legSize(legs[t]!);
    return size === 0 ? undefined : Float64Array.from(legs[t]!, (leg) => leg / size);
  });
}

function equalWeights({ sessions, hasReturn }: SimulatedMarket): Weights {
  return sessions.map((_, t) => {
    const count = hasReturn[t]!.reduce((sum, here) => sum + here, 0);
    return count === 0 ? undefined : Float64Array.from(hasReturn[t]!, (here) => here / count);
  });
}

/** Mean of the expected portfolio returns; the interval is that of the mean of their independent errors. */
function premiumOf({ designs, expected }: SimulatedMarket, weights: Weights): Truth {
  let sum = 0;
  let variance = 0;
  let sessions = 0;
  for (const [t, held] of weights.entries()) {
    if (held === undefined) continue;
    sum += held.reduce((total, weight, i) => total + weight * expected[t]![i]!, 0);
    variance += portfolioVariance(designs, held);
    sessions++;
  }
  const value = (sessionsPerYear * sum) / sessions;
  return interval(value, (sessionsPerYear * Math.sqrt(variance)) / sessions);
}

/** Population slope of every stock on a portfolio: sum of covariances over sum of variances; OLS standard error. */
function betasOn({ designs, hasReturn }: SimulatedMarket, weights: Weights): BetaTruth[] {
  return designs.map((design, i) => {
    let covariance = 0;
    let variance = 0;
    let sessions = 0;
    for (const [t, held] of weights.entries()) {
      if (held === undefined || hasReturn[t]![i] === 0) continue;
      covariance += covarianceWith(designs, held, i);
      variance += portfolioVariance(designs, held);
      sessions++;
    }
    const beta = covariance / variance;
    const own = varianceOf(design) - (beta * covariance) / sessions;
    return { symbol: design.symbol, ...interval(beta, Math.sqrt(own / variance)) };
  });
}

function interval(value: number, standardError: number): Truth {
  return { value, low: value - normalQuantile * standardError, high: value + normalQuantile * standardError };
}

/** Loadings of a portfolio on the market and on the volume shock. */
function loadings(designs: readonly StockDesign[], held: Float64Array): { market: number; shock: number } {
  let market = 0;
  let shock = 0;
  for (const [i, design] of designs.entries()) {
    market += held[i]! * design.marketBeta;
    shock += held[i]! * design.volumeShockBeta;
  }
  return { market, shock };
}

function portfolioVariance(designs: readonly StockDesign[], held: Float64Array): number {
  const { market, shock } = loadings(designs, held);
  const own = designs.reduce((sum, { ownVolatility }, i) => sum + (held[i]! * ownVolatility) ** 2, 0);
  return (market * planted.marketVolatility) ** 2 + (shock * planted.volumeShock) ** 2 + own;
}

function covarianceWith(designs: readonly StockDesign[], held: Float64Array, i: number): number {
  const { market, shock } = loadings(designs, held);
  const { marketBeta, volumeShockBeta, ownVolatility } = designs[i]!;
  return (
    marketBeta * market * planted.marketVolatility ** 2 +
    volumeShockBeta * shock * planted.volumeShock ** 2 +
    held[i]! * ownVolatility ** 2
  );
}

function varianceOf({ marketBeta, volumeShockBeta, ownVolatility }: StockDesign): number {
  const market = marketBeta * planted.marketVolatility;
  const shock = volumeShockBeta * planted.volumeShock;
  return market ** 2 + shock ** 2 + ownVolatility ** 2;
}
