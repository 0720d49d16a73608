import { computeFactor, type ComputedFactor } from '../compute/compute-factor.ts';
import { relationsOf } from '../compute/relations.ts';
import { marketReturn } from '@fm/market';
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
  readonly samples: number;
  readonly rejected: number;
}

/** As a run judges factors when it is asked for nothing else. */
export const calibrationOptions = { groups: 3, horizons: [1, 5, 21], costBasisPoints: 10 };

/** Signals of a market: the first is judged, the others are what it is regressed on. */
const signals = 4;

/**
 * Judges worthless signals as a run judges factors and counts, for every p-value that is stored, how often it is below
 * 5 %. Each sample is a market of its own with signals of its own, so that the samples are independent.
 */
export function rejectionsOf(setting: Setting, samples: number, seed: number): Rejections[] {
  const counts = new Map<string, { samples: number; rejected: number }>();
  const count = (test: string, pValue: number | null | undefined): void => {
    if (typeof pValue !== 'number') return;
    const so = counts.get(test) ?? { samples: 0, rejected: 0 };
    counts.set(test, { samples: so.samples + 1, rejected: so.rejected + (pValue < 0.05 ? 1 : 0) });
  };
  for (let sample = 0; sample < samples; sample++) {
    for (const [test, pValue] of Object.entries(pValuesOf(setting, seed + sample))) count(test, pValue);
  }
  return [...counts].map(([test, so]) => ({ test, ...so })).sort((a, b) => (a.test < b.test ? -1 : 1));
}

function pValuesOf({ stocks, sessions, returns, signal }: Setting, seed: number): Record<string, number | null> {
  const draws = drawsOf(seed);
  // Two sessions more than the range: a return needs a price before it, and a signal one before that.
  const market = inventedMarket(inventedReturns(returns, sessions + 2, stocks, draws));
  const drawn = Array.from({ length: signals }, (_, k): ComputedFactor => {
    const values = inventedSignal(signal, sessions + 2, stocks, draws);
    return computeFactor(market, inventedFactor(`drawn${k}`, values), calibrationOptions);
  });
  const range = { ...wholeRange(market), from: 2 };
  const [judged, ...others] = drawn as [ComputedFactor, ...ComputedFactor[]];
  const result = testFactor(market, judged, [range]);
  const cut = (series: Float64Array): Float64Array => series.subarray(range.from, range.to + 1);
  const [size, value, more] = others.map((one) => cut(one.returns.spread)) as Float64Array[];
  const { statistics } = relationsOf(
    new Map([
      ['judged', cut(judged.returns.spread)],
      ['Rm_Rf', cut(marketReturn(market))],
      ...([
        ['SMB', size],
        ['HML', value],
        ['OTHER', more],
      ] as [string, Float64Array][]),
    ]),
  );
  const found = { ...result.summaries[0]?.statistics, ...statistics.get('judged') };
  const pValues = Object.entries(found).filter(([name]) => name.endsWith('PValue'));
  // A stock's beta on a factor return is nothing only where returns have nothing in common.
  const alone: Record<string, number | null> =
    returns === 'iid' ? { stockBetaExSelfPValue: result.stocks.pValueExSelf[0] ?? null } : {};
  return { ...Object.fromEntries(pValues), ...alone };
}
