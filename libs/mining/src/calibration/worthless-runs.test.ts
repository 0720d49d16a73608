import { expect, test } from '@jest/globals';
import { verdictsOf } from '@fm/results';
import { testFactor } from '../compute/assess-factor.ts';
import { computeFactor } from '../compute/compute-factor.ts';
import { relationsOf } from '../compute/relations.ts';
import { withTrials } from '../compute/trials.ts';
import { drawsOf } from './draws.ts';
import { inventedFactor, inventedMarket, wholeRange } from './invented-market.ts';
import { inventedReturns } from './invented-returns.ts';
import { inventedSignal } from './invented-signals.ts';
import { calibrationOptions, type Setting } from './rejections.ts';
import { believedIn } from './worthless-runs.ts';

/** Names that the verdicts of a run believe which computes all that a run computes. */
function believedByRun({ stocks, sessions, returns, signal }: Setting, seed: number): string[] {
  const draws = drawsOf(seed);
  const market = inventedMarket(inventedReturns(returns, sessions + 2, stocks, draws));
  const range = { ...wholeRange(market), from: 2, role: 'sample' as const };
  const computed = Array.from({ length: 26 }, (_, k) => {
    const values = inventedSignal(signal, sessions + 2, stocks, draws);
    return computeFactor(market, inventedFactor(`drawn${String(k).padStart(2, '0')}`, values), calibrationOptions);
  });
  const spreads = computed.map(
    ({ definition, returns: { spread } }) => [definition.name, spread.subarray(range.from, range.to + 1)] as const,
  );
  const { statistics } = relationsOf(new Map(spreads));
  const summaries = computed.flatMap((one) =>
    testFactor(market, one, [range]).summaries.map((summary) => ({
      ...summary,
      statistics: { ...summary.statistics, ...statistics.get(summary.factor) },
    })),
  );
  return verdictsOf(withTrials(summaries))
    .filter(({ belief }) => belief.startsWith('believe'))
    .map(({ factor }) => factor)
    .sort();
}

test('a run of the bench believes the same worthless factors as one that computes everything', () => {
  const setting: Setting = { stocks: 20, sessions: 62, returns: 'iid', signal: 'persistent' };
  const seeds = Array.from({ length: 200 }, (_, k) => k + 1);
  const believing = seeds.filter((seed) => believedIn(setting, seed).length > 0);
  expect(believing.length).toBeGreaterThan(1);
  const compared = [...new Set([...believing, ...seeds.slice(0, 5)])];
  for (const seed of compared) {
    expect({ seed, believed: believedIn(setting, seed) }).toEqual({ seed, believed: believedByRun(setting, seed) });
  }
}, 300_000);
