import { combineScores, combinationMethods, type CombinationMethod } from '@fm/factor-math';
import { verdictsOf } from '@fm/results';
import { computeFactor } from '../compute/compute-factor.ts';
import { testFactor } from '../compute/assess-factor.ts';
import { withTrials } from '../compute/trials.ts';
import { drawsOf } from './draws.ts';
import { inventedFactor, inventedMarket, wholeRange } from './invented-market.ts';
import { inventedReturns } from './invented-returns.ts';
import { inventedSignal } from './invented-signals.ts';
import { calibrationOptions, type Setting } from './rejections.ts';

/** What combinations of uninformative signals earned. */
export interface WorthlessCombinations {
  readonly method: CombinationMethod;
  /** Markets, each with signals of its own. */
  readonly samples: number;
  /** Mean over the samples of the premium a year, and its standard error. */
  readonly premium: number;
  readonly standardError: number;
  /** Premia with a p-value below 5 %. */
  readonly rejected: number;
  /** Verdicts that believe, tradable or not. */
  readonly believing: number;
}

/** Combines worthless signals by every method as `fm combine` does, and judges the combinations as a run judges factors. */
export function worthlessCombinations(
  { stocks, sessions, returns, signal }: Setting,
  signals: number,
  samples: number,
  seed: number,
): WorthlessCombinations[] {
  const found = combinationMethods.map((method) => ({ method, premia: [] as number[], rejected: 0, believing: 0 }));
  for (let sample = 0; sample < samples; sample++) {
    const draws = drawsOf(seed + sample);
    const market = inventedMarket(inventedReturns(returns, sessions + 2, stocks, draws));
    const parts = Array.from({ length: signals }, () => inventedSignal(signal, sessions + 2, stocks, draws));
    const closes = compounded(market.returns.values, stocks);
    const range = { ...wholeRange(market), from: 2, role: 'sample' as const };
    for (const one of found) {
      const rules = { method: one.method, horizon: 21, embargo: 5 };
      const values = combineScores(
        { count: signals, values: (k) => parts[k]!, closes: { ...market.returns, values: closes } },
        rules,
      );
      const computed = computeFactor(market, inventedFactor('combination', values), calibrationOptions);
      const [summary] = withTrials(testFactor(market, computed, [range]).summaries);
      one.premia.push(summary?.premium ?? NaN);
      const pValue = summary?.statistics['premiumPValue'];
      if (typeof pValue === 'number' && pValue < 0.05) one.rejected++;
      if (verdictsOf(summary === undefined ? [] : [summary])[0]?.belief.startsWith('believe') === true) one.believing++;
    }
  }
  return found.map(({ premia, ...one }) => {
    const premium = premia.reduce((sum, value) => sum + value, 0) / samples;
    const squares = premia.reduce((sum, value) => sum + (value - premium) ** 2, 0);
    return { ...one, samples, premium, standardError: Math.sqrt(squares / (samples - 1) / samples) };
  });
}

/** Prices that give the returns. */
function compounded(returns: Float64Array, stocks: number): Float64Array {
  const closes = new Float64Array(returns.length).fill(100);
  for (let cell = stocks; cell < closes.length; cell++) {
    const value = returns[cell] as number;
    closes[cell] = (closes[cell - stocks] as number) * (1 + (Number.isFinite(value) ? value : 0));
  }
  return closes;
}
