import { computeFactor, type ComputedFactor } from '../compute/compute-factor.ts';
import { relationsOf } from '../compute/relations.ts';
import { withTrials } from '../compute/trials.ts';
import { verdictsOf } from '@fm/results';
import { testFactor } from '../compute/assess-factor.ts';
import { drawsOf, type Draws } from './draws.ts';
import { inventedFactor, inventedMarket, wholeRange } from './invented-market.ts';
import { inventedReturns } from './invented-returns.ts';
import { inventedSignal } from './invented-signals.ts';
import { calibrationOptions, type Setting } from './rejections.ts';
import type { FactorSummary } from '@fm/results';

/** How many runs of worthless factors believe at least one of them. */
export interface WorthlessRuns {
  readonly runs: number;
  readonly believing: number;
}

/** Factors of a run, as many as the catalogue has. */
const factors = 26;

/** Mines worthless factors as runs do, and counts the runs whose verdicts say `believe` of any, tradable or not. */
export function worthlessRuns(setting: Setting, runs: number, seed: number): WorthlessRuns {
  let believing = 0;
  for (let run = 0; run < runs; run++) {
    const summaries = withTrials(summariesOf(setting, drawsOf(seed + run)));
    if (verdictsOf(summaries).some(({ belief }) => belief.startsWith('believe'))) believing++;
  }
  return { runs, believing };
}

function summariesOf({ stocks, sessions, returns, signal }: Setting, draws: Draws): FactorSummary[] {
  const market = inventedMarket(inventedReturns(returns, sessions + 2, stocks, draws));
  const range = { ...wholeRange(market), from: 2, role: 'sample' as const };
  const computed = Array.from({ length: factors }, (_, k): ComputedFactor => {
    const values = inventedSignal(signal, sessions + 2, stocks, draws);
    return computeFactor(market, inventedFactor(`drawn${String(k).padStart(2, '0')}`, values), calibrationOptions);
  });
  const spreads = computed.map(({ definition, returns: { spread } }) => {
    return [definition.name, spread.subarray(range.from, range.to + 1)] as const;
  });
  const { statistics } = relationsOf(new Map(spreads));
  return computed.flatMap((one) =>
    testFactor(market, one, [range]).summaries.map((summary) => ({
      ...summary,
      statistics: { ...summary.statistics, ...statistics.get(summary.factor) },
    })),
  );
}
