import { computeFactor, type ComputedFactor } from '../compute/compute-factor.ts';
import { relationsOf } from '../compute/relations.ts';
import { marketReturn, type Market } from '@fm/market';
import type { RangeOfSessions } from '@fm/results';
import { testFactor } from '../compute/assess-factor.ts';
import { drawsOf } from './draws.ts';
import { inventedFactor, inventedMarket, wholeRange } from './invented-market.ts';
import { inventedReturns, type ReturnKind } from './invented-returns.ts';
import { inventedSignal, type SignalKind } from './invented-signals.ts';

/** A kind of market and of signal. */
export interface Setting {
  readonly stocks: number;
  readonly sessions: number;
  readonly returns: ReturnKind;
  readonly signal: SignalKind;
}

/** How often a test rejected what is true. */
export interface Rejections {
  /** Name of the statistic. */
  readonly test: string;
  /** p-values that there were. */
  readonly samples: number;
  readonly rejected: number;
}

/** As a run judges factors by default. */
export const calibrationOptions = { groups: 3, horizons: [1, 5, 21], costBasisPoints: 10 };

/** Signals of a market: each is judged, beside the others. */
const signals = 4;

/**
 * Tests whose outcome in a market is the same for every signal, because all groups move with the market: the p-value of one
 * signal counts.
 */
const ofTheMarket = /^quantile\d+PValue$/;

/**
 * Judges worthless signals as a run judges factors and counts, for every p-value that is stored, how often it is below
 * 5 %. Each market is drawn with four signals of its own. Tests of what a signal knows count each of them: given the
 * returns, their p-values are independent except for the few stocks that both signals choose.
 *
 * @param markets - drawn from the seeds `seed`, `seed + 1` and so on
 */
export function rejectionsOf(setting: Setting, markets: number, seed: number): Rejections[] {
  const counts = new Map<string, { samples: number; rejected: number }>();
  for (let market = 0; market < markets; market++) {
    for (const [test, pValue] of pValuesOf(setting, seed + market)) {
      if (typeof pValue !== 'number' || Number.isNaN(pValue)) continue;
      const so = counts.get(test) ?? { samples: 0, rejected: 0 };
      counts.set(test, { samples: so.samples + 1, rejected: so.rejected + (pValue < 0.05 ? 1 : 0) });
    }
  }
  return [...counts].map(([test, so]) => ({ test, ...so })).sort((a, b) => (a.test < b.test ? -1 : 1));
}

type PValue = readonly [test: string, value: number | null];

function pValuesOf({ stocks, sessions, returns, signal }: Setting, seed: number): PValue[] {
  const draws = drawsOf(seed);
  // Two sessions more than the range: a return needs a price before it, and a signal one before that.
  const market = inventedMarket(inventedReturns(returns, sessions + 2, stocks, draws));
  const drawn = Array.from({ length: signals }, (_, k): ComputedFactor => {
    const values = inventedSignal(signal, sessions + 2, stocks, draws);
    return computeFactor(market, inventedFactor(`drawn${k}`, values), calibrationOptions);
  });
  const range = { ...wholeRange(market), from: 2 };
  const judged = drawn.flatMap((one, at) => {
    const { summaries, stocks: regressed } = testFactor(market, one, [range]);
    const found = pValuesIn(summaries[0]?.statistics).filter(([name]) => at === 0 || !ofTheMarket.test(name));
    // The first stock has no beta on any factor return.
    return [...found, ['stockBetaExSelfPValue', regressed.pValueExSelf[0] ?? null] as const];
  });
  return [...judged, ...relationsAmong(market, drawn, range)];
}

/** p-values of the regressions of signals on each other and on the market: two stand for size and value, two do not. */
function relationsAmong(market: Market, drawn: readonly ComputedFactor[], { from, to }: RangeOfSessions): PValue[] {
  const cut = (series: Float64Array): Float64Array => series.subarray(from, to + 1);
  const names = ['first', 'SMB', 'HML', 'last'];
  const series = drawn.map(({ returns }, at) => [names[at] as string, cut(returns.spread)] as const);
  const { statistics } = relationsOf(new Map([...series, ['Rm_Rf', cut(marketReturn(market))] as const]));
  return names.flatMap((name) => pValuesIn(statistics.get(name)));
}

function pValuesIn(statistics: Readonly<Record<string, number | null>> = {}): PValue[] {
  return Object.entries(statistics).filter(([name]) => name.endsWith('PValue'));
}
