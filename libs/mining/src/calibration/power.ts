import { neweyWestLag, neweyWestMeanT, robustMean, sortedPortfolios, studentTTwoSidedP } from '@fm/factor-math';
import { drawsOf } from './draws.ts';
import { inventedReturns } from './invented-returns.ts';
import { inventedSignal } from './invented-signals.ts';
import { calibrationOptions, type Setting } from './rejections.ts';

/** How often a premium of this size was distinguished from zero at 5 %, two-sided. */
export interface Power {
  /** Mean of High minus Low, a fraction a year; 0 gives the size of the tests. */
  readonly premium: number;
  readonly samples: number;
  /** By the Newey-West t, lag floor(4 (n/100)^(2/9)), read with n - 1 degrees of freedom: the test before cosines. */
  readonly before: number;
  /** By cosines, as premia are judged. */
  readonly after: number;
}

const sessionsPerYear = 252;

/** Counts how often the test of the premium, and the one before it, tell premia from zero in markets of one kind. */
export function powerOf(
  { stocks, sessions, returns, signal }: Setting,
  premia: readonly number[],
  samples: number,
  seed: number,
): Power[] {
  const found = premia.map((premium) => ({ premium, samples, before: 0, after: 0 }));
  for (let sample = 0; sample < samples; sample++) {
    const draws = drawsOf(seed + sample);
    const drawn = inventedReturns(returns, sessions + 2, stocks, draws);
    const values = inventedSignal(signal, sessions + 2, stocks, draws);
    const spread = sortedPortfolios(values, drawn, { groups: calibrationOptions.groups }).spread.filter(
      (value) => !Number.isNaN(value),
    );
    for (const row of found) {
      // What every stock of a leg earns in addition, the spread earns in addition.
      const paid = spread.map((value) => value + row.premium / sessionsPerYear);
      const n = paid.length;
      if (studentTTwoSidedP(neweyWestMeanT(paid, neweyWestLag(n)), n - 1) < 0.05) row.before++;
      if (robustMean(paid).pValue < 0.05) row.after++;
    }
  }
  return found;
}
