import { BlockCollector, type RowBlock } from '@fm/warehouse/rows';
import { type Panel, firstFinite } from '@fm/factor-math';
import type { Market } from '@fm/market';
import type { RunRequest } from '@fm/results';
import { cutMarket, cutPanel, firstWithin } from '../slices/cut-market.ts';
import { performCompute, performTest, type SliceOutcome } from '../slices/perform-slice.ts';
import { sizeOf, type Slice } from '../slices/slice.ts';

/** A slice for a thread of this machine. */
export interface LocalTask {
  readonly slice: Slice;
  /** Values of the slice's factor over the whole run, in memory that all threads share; a compute slice fills its part. */
  readonly values?: Panel;
}

/** Its outcome: the rows are not in the warehouse yet. */
export interface LocalOutcome extends SliceOutcome {
  readonly blocks: readonly RowBlock[];
}

/** Performs a slice on the market of the whole run. */
export async function performLocally(
  market: Market,
  { runId, request }: { readonly runId: string; readonly request: RunRequest },
  { slice, values }: LocalTask,
): Promise<LocalOutcome> {
  const collector = new BlockCollector();
  const work = { runId, request, sink: collector };
  const own = cutMarket(market, slice.stocks, slice.load);
  const outcome =
    slice.stage === 'compute'
      ? await performCompute(work, slice, own, (made) => place(made, values as Panel, slice))
      : await performTest(work, slice, own, values === undefined ? undefined : givenOf(values, slice));
  return { ...outcome, blocks: collector.take() };
}

function givenOf(values: Panel, { stocks, load }: Slice): { panel: Panel; begins: Int32Array } {
  return { panel: cutPanel(values, stocks, load), begins: firstWithin(firstFinite(values), load) };
}

/** Writes the values of a slice to their place among those of the run; what cannot be stored is missing here too. */
function place(made: Panel, values: Panel, { stocks, sessions }: Slice): void {
  for (let t = 0; t < sizeOf(sessions); t++) {
    for (let i = 0; i < made.stocks; i++) {
      const value = made.values[t * made.stocks + i] as number;
      values.values[(sessions.from + t) * values.stocks + stocks.from + i] = Number.isFinite(value) ? value : NaN;
    }
  }
}
