import {
  annualisedMean,
  annualisedVolatility,
  benjaminiHochberg,
  columnsOf,
  maxDrawdown,
  neweyWestLag,
  neweyWestMeanT,
  simpleRegression,
} from '@fm/factor-math';
import type { FactorDefinition } from '@fm/factors';
import type { ComputedFactor } from './compute-factor.ts';
import { cellReasons, coverageOf, type Coverage, type DropReason } from './coverage.ts';
import { factorEvidence } from './evidence/factor-evidence.ts';
import type { StudiesOfRange } from './evidence/store-evidence.ts';
import { factorStatistics } from './factor-statistics.ts';
import { marketReturn } from './market-return.ts';
import type { Market } from './market.ts';
import type { RangeOfSessions } from './ranges.ts';
import type { FactorResult, FactorSummary, StockResult } from './results.ts';

/** Fewest sessions with both returns for a regression of one stock. */
const minimumObservations = 30;

/** Tests one factor over every range: a regression per stock, the premium, what it predicts, and the coverage. */
export function testFactor(market: Market, computed: ComputedFactor, ranges: readonly RangeOfSessions[]): FactorResult {
  const { definition, returns } = computed;
  const columns = columnsOf(market.returns);
  const exSelf = market.symbols.map((_, stock) => computed.exSelf(stock));
  const whole = marketReturn(market);
  const reasons = cellReasons(market, computed);
  const summaries: FactorSummary[] = [];
  const details: StockResult[] = [];
  const studies: StudiesOfRange[] = [];
  for (const range of ranges) {
    const stocks = adjusted(
      market.symbols.map((symbol, i) =>
        testStock(
          definition.name,
          symbol,
          columns[i] as Float64Array,
          returns.spread,
          exSelf[i] as Float64Array,
          range,
        ),
      ),
    );
    const coverage = coverageOf(reasons, returns.spread, market.symbols.length, range);
    const premium = premiumOf(returns.spread, range);
    const statistics = factorStatistics(computed, whole, range, premium.premiumTStat ?? NaN);
    const evidence = evidenceOf(market, computed, whole, stocks, range);
    details.push(...stocks);
    studies.push({ factor: definition.name, start: range.start, end: range.end, studies: evidence.studies });
    summaries.push({
      ...summarise(definition, range, stocks, coverage),
      ...premium,
      statistics: { ...statistics, ...finiteOrNull(evidence.statistics) },
    });
  }
  return { summaries, details, studies };
}

function evidenceOf(
  market: Market,
  { returns, sort, signal }: ComputedFactor,
  whole: Float64Array,
  stocks: readonly StockResult[],
  range: RangeOfSessions,
): ReturnType<typeof factorEvidence> {
  const input = {
    ...{ market, marketReturn: whole, spread: returns.spread },
    ...(sort === undefined ? {} : { sort }),
    ...(signal === undefined ? {} : { quantiles: signal.quantiles }),
  };
  const betas = Float64Array.from(stocks, (stock) => stock.beta ?? NaN);
  return factorEvidence(input, betas, range);
}

function finiteOrNull(found: Readonly<Record<string, number>>): Record<string, number | null> {
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, orNull(value)]));
}

function testStock(
  factor: string,
  symbol: string,
  stockReturns: Float64Array,
  spread: Float64Array,
  exSelf: Float64Array,
  range: RangeOfSessions,
): StockResult {
  const y = { values: stockReturns };
  const window = { from: range.from, to: range.to, minimum: minimumObservations };
  const own = simpleRegression(y, { values: spread }, window);
  const without = simpleRegression(y, { values: exSelf }, window);
  const place = { factor, symbol, start: range.start, end: range.end, observations: own.observations };
  const exSelfPart = without.ok
    ? { betaExSelf: without.beta, tStatExSelf: orNull(without.betaT), rSquaredExSelf: orNull(without.rSquared) }
    : { betaExSelf: null, tStatExSelf: null, rSquaredExSelf: null };
  if (!own.ok) return { ...place, ...missing, ...exSelfPart, dropReason: dropReasons[own.reason] };
  return {
    ...place,
    alpha: own.alpha,
    beta: own.beta,
    alphaTStat: orNull(own.alphaT),
    tStat: orNull(own.betaT),
    tStatNeweyWest: orNull(own.neweyWestBetaT),
    pValue: orNull(own.pValue),
    pValueAdjusted: null,
    rSquared: orNull(own.rSquared),
    betaLow: own.betaLow,
    betaHigh: own.betaHigh,
    ...exSelfPart,
    dropReason: null,
  };
}

const missing = {
  alpha: null,
  beta: null,
  alphaTStat: null,
  tStat: null,
  tStatNeweyWest: null,
  pValue: null,
  pValueAdjusted: null,
  rSquared: null,
  betaLow: null,
  betaHigh: null,
} as const;

const dropReasons: Readonly<Record<'too_few_observations' | 'constant_regressor', DropReason>> = {
  too_few_observations: 'too_few_observations',
  constant_regressor: 'constant_factor_return',
};

function adjusted(stocks: readonly StockResult[]): StockResult[] {
  const tested = stocks.filter((stock) => stock.pValue !== null);
  const pValues = benjaminiHochberg(Float64Array.from(tested, (stock) => stock.pValue as number));
  const bySymbol = new Map(tested.map((stock, at) => [stock.symbol, pValues[at] as number]));
  return stocks.map((stock) => ({ ...stock, pValueAdjusted: bySymbol.get(stock.symbol) ?? null }));
}

function summarise(
  definition: FactorDefinition,
  range: RangeOfSessions,
  stocks: readonly StockResult[],
  coverage: Coverage,
): Omit<FactorSummary, keyof Premium | 'statistics'> {
  const tested = stocks.filter((stock) => stock.beta !== null);
  return {
    factor: definition.name,
    factorType: definition.type,
    start: range.start,
    end: range.end,
    stocks: tested.length,
    meanBeta: meanOf(tested, (stock) => stock.beta),
    meanTStat: meanOf(tested, (stock) => stock.tStat),
    meanRSquared: meanOf(tested, (stock) => stock.rSquared),
    significant: tested.filter((stock) => (stock.pValue ?? 1) < 0.05).length,
    significantAdjusted: tested.filter((stock) => (stock.pValueAdjusted ?? 1) < 0.05).length,
    coverage: { ...coverage, drops: [...coverage.drops, ...stockDrops(stocks)] },
  };
}

type Premium = Pick<FactorSummary, 'premium' | 'volatility' | 'sharpe' | 'maxDrawdown' | 'premiumTStat'>;

function premiumOf(spread: Float64Array, { from, to }: RangeOfSessions): Premium {
  const returns = spread.subarray(from, to + 1).filter((value) => !Number.isNaN(value));
  const premium = annualisedMean(returns);
  const volatility = annualisedVolatility(returns);
  return {
    premium: orNull(premium),
    volatility: orNull(volatility),
    sharpe: orNull(premium / volatility),
    maxDrawdown: returns.length === 0 ? null : orNull(maxDrawdown(returns)),
    premiumTStat: orNull(neweyWestMeanT(returns, neweyWestLag(returns.length))),
  };
}

function stockDrops(stocks: readonly StockResult[]): Coverage['drops'] {
  return (['too_few_observations', 'constant_factor_return'] as const).flatMap((reason) => {
    const count = stocks.filter((stock) => stock.dropReason === reason).length;
    return count === 0 ? [] : [{ reason, unit: 'stocks' as const, count }];
  });
}

function meanOf(stocks: readonly StockResult[], pick: (stock: StockResult) => number | null): number | null {
  const values = stocks.map(pick).filter((value) => value !== null);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
