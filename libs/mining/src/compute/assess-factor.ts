import { benjaminiHochberg, annualisedMean, annualisedVolatility, maxDrawdown, robustMean } from '@fm/factor-math';
import type { FactorDefinition } from '@fm/factors';
import type { Coverage } from '@fm/results';
import { sideOf } from '@fm/results/evidence';
import { exSelfNumbers, numbersOf, summaryNumbersOf } from '@fm/results/numbers';
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
    const statistics = factorStatistics(computed, excess, range);
    const cut = (column: Float64Array) => column.subarray(r * stocks.stocks, (r + 1) * stocks.stocks);
    const [first, second] = stocks.halfBetas;
    const evidence = evidenceOf(market, computed, whole, [cut(first), cut(second)], range);
    studies.push({ factor: definition.name, start: range.start, end: range.end, studies: evidence.studies });
    return {
      ...summarise(definition, range, stocks, r, coverage, returns.spread),
      statistics: {
        ...statistics,
        ...exSelfCounts(cut(stocks.pValueExSelf)),
        ...evidence.statistics,
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

function exSelfCounts(pValues: Float64Array): FactorSummary['statistics'] {
  return numbersOf(exSelfNumbers, { pValues, adjusted: benjaminiHochberg(pValues) });
}

function summarise(
  definition: FactorDefinition,
  range: RangeOfSessions,
  { stocks: count, statistics, dropReason }: StockColumns,
  r: number,
  coverage: Coverage,
  spread: Float64Array,
): Omit<FactorSummary, 'statistics'> {
  const cut = (column: Float64Array) => column.subarray(r * count, (r + 1) * count);
  const { beta, tStat, rSquared, pValue, pValueAdjusted } = statistics;
  const returns = spread.subarray(range.from, range.to + 1).filter((value) => !Number.isNaN(value));
  const numbers = summaryNumbersOf({
    stocks: {
      beta: cut(beta),
      tStat: cut(tStat),
      rSquared: cut(rSquared),
      pValue: cut(pValue),
      pValueAdjusted: cut(pValueAdjusted),
    },
    premium: annualisedMean(returns),
    volatility: annualisedVolatility(returns),
    maxDrawdown: returns.length === 0 ? NaN : maxDrawdown(returns),
    premiumT: robustMean(returns).t,
  });
  const drops = stockDrops(dropReason.subarray(r * count, (r + 1) * count));
  return {
    factor: definition.name,
    factorType: definition.type,
    role: range.role ?? 'evidence',
    start: range.start,
    end: range.end,
    ...numbers,
    side: sideOf(numbers.premium),
    coverage: { ...coverage, drops: [...coverage.drops, ...drops] },
  };
}

function stockDrops(dropReason: Uint8Array): Coverage['drops'] {
  return stockDropReasons.flatMap((reason, code) => {
    const count = dropReason.reduce((sum, one) => (one === code ? sum + 1 : sum), 0);
    return reason === '' || count === 0 ? [] : [{ reason, unit: 'stocks' as const, count }];
  });
}
