import { annualisedMean, sortedPortfolios } from '@fm/factor-math';
import { marketReturn } from '@fm/market';
import { verdictsOf, type JudgedSummary } from '@fm/results';
import { factorStatistics } from '../compute/factor-statistics.ts';
import { withTrials } from '../compute/trials.ts';
import { drawsOf, type Draws } from './draws.ts';
import { inventedFactor, inventedMarket, wholeRange } from './invented-market.ts';
import { inventedReturns } from './invented-returns.ts';
import { inventedSignal } from './invented-signals.ts';
import { calibrationOptions, type Setting } from './rejections.ts';

/** How many runs of worthless factors believe at least one of them. */
export interface WorthlessRuns {
  readonly runs: number;
  readonly believing: number;
}

/** Factors of a run, as many as the catalogue has. */
const factors = 26;

/** Judges worthless factors as runs do, and counts the runs whose verdicts say `believe` of any, tradable or not. */
export function worthlessRuns(setting: Setting, runs: number, seed: number): WorthlessRuns {
  let believing = 0;
  for (let run = 0; run < runs; run++) {
    if (believedIn(setting, seed + run).length > 0) believing++;
  }
  return { runs, believing };
}

/**
 * Names of the worthless factors that a run believes. Only what belief is decided by is computed: the premium of each, its test
 * and moments, and the adjustment over all. Costs only part the words `believe` and `believe, not tradable`.
 */
export function believedIn(setting: Setting, seed: number): string[] {
  return verdictsOf(withTrials(summariesOf(setting, drawsOf(seed))))
    .filter(({ belief }) => belief.startsWith('believe'))
    .map(({ factor }) => factor)
    .sort();
}

type Premium = JudgedSummary & Parameters<typeof withTrials>[0][number];

function summariesOf({ stocks, sessions, returns, signal }: Setting, draws: Draws): Premium[] {
  const market = inventedMarket(inventedReturns(returns, sessions + 2, stocks, draws));
  const range = { ...wholeRange(market), from: 2 };
  const whole = marketReturn(market);
  return Array.from({ length: factors }, (_, k): Premium => {
    const values = inventedSignal(signal, sessions + 2, stocks, draws);
    const name = `drawn${String(k).padStart(2, '0')}`;
    const computed = {
      definition: inventedFactor(name, values),
      returns: sortedPortfolios(values, market.returns, { groups: calibrationOptions.groups }),
      exSelf: () => [],
    };
    const spread = computed.returns.spread.subarray(range.from).filter((value) => !Number.isNaN(value));
    return {
      ...{ factor: name, role: 'sample', start: range.start, end: range.end },
      premium: spread.length === 0 ? null : annualisedMean(spread),
      statistics: factorStatistics(computed, whole, range),
    };
  });
}
