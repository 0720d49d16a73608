import { benjaminiHochberg, annualisedMean, annualisedVolatility, maxDrawdown, robustMean } from '@fm/factor-math';
import type { FactorDefinition } from '@fm/factors';
import type { Coverage } from '@fm/results';
import { sideOf } from '@fm/results/evidence';
import type { StudiesOfRange } from '@fm/results/store';
import { marketReturn } from '@fm/market';
import type { Market } from '@fm/market';
import type { RangeOfSessions } from '@fm/results';
import { stockDropReasons, type FactorResult, type FactorSummary, type StockColumns } from '@fm/results';
import type { ComputedFactor } from './compute-factor.ts';
import { cellReasons, coverageOf } from './coverage.ts';
import { factorEvidence } from './factor-evidence.ts';
import { factorStatistics } from './factor-statistics.ts';
import { testStocks } from './regress-stocks.ts';

/**
 * Tests one factor over every range: a regression per stock, the premium, what it predicts, and the coverage.
 *
 * @param begins - session of each stock's first value where it is known already. @default found in the values
 */
export function testFactor(
  market: Market,
  computed: ComputedFactor,
  ranges: readonly RangeOfSessions[],
  begins?: Int32Array,
): FactorResult {
  const { definition, returns } = computed;
  const whole = marketReturn(market);
  const excess = whole.map((value, t) => value - (market.riskFree[t] as number));
  const reasons = cellReasons(market, computed, begins);
  const stocks = testStocks(market.returns, computed, ranges);
  const studies: StudiesOfRange[] = [];
  const summaries = ranges.map((range, r): FactorSummary => {
    const coverage = coverageOf(reasons, returns, range);
    const premium = premiumOf(returns.spread, range);
    const statistics = factorStatistics(computed, excess, range);
    const cut = (column: Float64Array) => column.subarray(r * stocks.stocks, (r + 1) * stocks.stocks);
    const [first, second] = stocks.halfBetas;
    const evidence = evidenceOf(market, computed, whole, [cut(first), cut(second)], range);
    studies.push({ factor: definition.name, start: range.start, end: range.end, studies: evidence.studies });
    return {
      ...summarise(definition, range, stocks, r, coverage),
      ...premium,
      statistics: {
        ...statistics,
        ...exSelfCounts(cut(stocks.pValueExSelf)),
        ...finiteOrNull(evidence.statistics),
      },
    };
  });
  return { summaries, stocks, studies };
}

function evidenceOf(
  market: Market,
  { returns, sort, signal }: ComputedFactor,
  whole: Float64Array,
  betas: Parameters<typeof factorEvidence>[1],
  range: RangeOfSessions,
): ReturnType<typeof factorEvidence> {
  const input = {
    ...{ market, marketReturn: whole, spread: returns.spread },
    ...(sort === undefined ? {} : { sort }),
    ...(signal === undefined ? {} : { quantiles: signal.quantiles }),
  };
  return factorEvidence(input, betas, range);
}

/** Stocks whose beta on the factor return without their own position is significant at 5 %, as it is and adjusted. */
function exSelfCounts(pValues: Float64Array): Record<string, number> {
  const below = (values: Float64Array): number => values.filter((value) => value < 0.05).length;
  return { significantExSelf: below(pValues), significantExSelfAdjusted: below(benjaminiHochberg(pValues)) };
}

function finiteOrNull(found: Readonly<Record<string, number>>): Record<string, number | null> {
  return Object.fromEntries(Object.entries(found).map(([name, value]) => [name, orNull(value)]));
}

function summarise(
  definition: FactorDefinition,
  range: RangeOfSessions,
  { stocks: count, statistics, dropReason }: StockColumns,
  r: number,
  coverage: Coverage,
): Omit<FactorSummary, keyof Premium | 'statistics'> {
  const [begin, end] = [r * count, (r + 1) * count];
  const { beta, tStat, rSquared, pValue, pValueAdjusted } = statistics;
  const belowFivePercent = (values: Float64Array): number =>
    values.subarray(begin, end).reduce((sum, value) => (value < 0.05 ? sum + 1 : sum), 0);
  return {
    factor: definition.name,
    factorType: definition.type,
    role: range.role ?? 'evidence',
    start: range.start,
    end: range.end,
    stocks: beta.subarray(begin, end).reduce((sum, value) => (Number.isNaN(value) ? sum : sum + 1), 0),
    meanBeta: meanOf(beta.subarray(begin, end)),
    meanTStat: meanOf(tStat.subarray(begin, end)),
    meanRSquared: meanOf(rSquared.subarray(begin, end)),
    significant: belowFivePercent(pValue),
    significantAdjusted: belowFivePercent(pValueAdjusted),
    coverage: { ...coverage, drops: [...coverage.drops, ...stockDrops(dropReason.subarray(begin, end))] },
  };
}

type Premium = Pick<FactorSummary, 'premium' | 'side' | 'volatility' | 'sharpe' | 'maxDrawdown' | 'premiumTStat'>;

function premiumOf(spread: Float64Array, { from, to }: RangeOfSessions): Premium {
  const returns = spread.subarray(from, to + 1).filter((value) => !Number.isNaN(value));
  const premium = annualisedMean(returns);
  const volatility = annualisedVolatility(returns);
  return {
    premium: orNull(premium),
    side: sideOf(orNull(premium)),
    volatility: orNull(volatility),
    sharpe: orNull(premium / volatility),
    maxDrawdown: returns.length === 0 ? null : orNull(maxDrawdown(returns)),
    premiumTStat: orNull(robustMean(returns).t),
  };
}

function stockDrops(dropReason: Uint8Array): Coverage['drops'] {
  return stockDropReasons.flatMap((reason, code) => {
    const count = dropReason.reduce((sum, one) => (one === code ? sum + 1 : sum), 0);
    return reason === '' || count === 0 ? [] : [{ reason, unit: 'stocks' as const, count }];
  });
}

/** Mean of the values that are present; null if there are none. */
function meanOf(values: Float64Array): number | null {
  let sum = 0;
  let count = 0;
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return count === 0 ? null : sum / count;
}

function orNull(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
