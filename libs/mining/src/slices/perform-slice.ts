import { factorOfRun, type CharacteristicFactor } from '@fm/factors';
import type { Panel } from '@fm/factor-math';
import { nextVersion, type RowSink } from '@fm/warehouse/rows';
import type { Market } from '@fm/market';
import type { RunRequest } from '@fm/results';
import { storeFactorReturns, storeTested, storeFactorValues } from '@fm/results/store';
import { computeFactor } from '../compute/compute-factor.ts';
import { testFactor } from '../compute/assess-factor.ts';
import { cutPanel, spanWithin } from './cut-market.ts';
import { sizeOf, type Slice } from './slice.ts';

/** What the slices of a run share while they are performed. */
export interface SliceWork {
  readonly runId: string;
  readonly request: RunRequest;
  /** Where the rows go. */
  readonly sink: RowSink;
}

/** Values that a test reads, with the session of the first value of each stock, as places in `slice.load`. */
export interface GivenValues {
  readonly panel: Panel;
  readonly begins: Int32Array;
}

/** What a slice did. */
export interface SliceOutcome {
  readonly rowsIn: number;
  readonly rowsOut: number;
  /** That it took, without the wait of its rows where others write them. */
  readonly milliseconds?: number;
}

/**
 * Computes the values of a slice and writes them.
 *
 * @param market - of the stocks and the loaded sessions of the slice
 * @param keep - takes the values of the slice's sessions and stocks
 */
export async function performCompute(
  { runId, request, sink }: SliceWork,
  slice: Slice,
  market: Market,
  keep?: (values: Panel) => void,
): Promise<SliceOutcome> {
  const begun = performance.now();
  const definition = factorOfRun(request, slice.factor) as CharacteristicFactor;
  const all = { from: 0, to: market.symbols.length - 1 };
  const own = spanWithin(slice.sessions, slice.load);
  const values = cutPanel(definition.compute(market), all, own);
  keep?.(values);
  const axes = { sessions: market.sessions.slice(own.from, own.to + 1), symbols: market.symbols };
  const rowsOut = await storeFactorValues(sink, { runId, version: nextVersion() }, axes, slice.factor, values);
  return outcomeOf(slice, rowsOut, begun);
}

/**
 * Tests a factor over the ranges of a slice and writes what is found, with the factor's returns of the slice's sessions.
 *
 * @param market - of all stocks and the loaded sessions of the slice
 * @param given - values of the factor over the loaded sessions; none for a factor that is a portfolio return itself
 */
export async function performTest(
  { runId, request, sink }: SliceWork,
  slice: Slice,
  market: Market,
  given?: GivenValues,
): Promise<SliceOutcome> {
  const begun = performance.now();
  const definition = factorOfRun(request, slice.factor);
  const computed = computeFactor(market, definition, request, given?.panel);
  const ranges = slice.ranges.map((range) => ({ ...range, ...spanWithin(range, slice.load) }));
  const place = { runId, version: nextVersion() };
  const own = spanWithin(slice.sessions, slice.load);
  const returns = await storeFactorReturns(sink, place, market, slice.factor, computed.returns, own);
  const tested = await storeTested(sink, place, market.symbols, testFactor(market, computed, ranges, given?.begins));
  return outcomeOf(slice, returns + tested, begun);
}

function outcomeOf({ load, stocks }: Slice, rowsOut: number, begun: number): SliceOutcome {
  return { rowsIn: sizeOf(load) * sizeOf(stocks), rowsOut, milliseconds: performance.now() - begun };
}
