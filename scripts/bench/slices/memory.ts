import { fileURLToPath } from 'node:url';
import { overlappingRanges } from '../mining/ranges.ts';
import { withMarket } from '../mining/measure.ts';
import { costOf } from '../processes.ts';

/** Peak memory of a slice beside what its declared inputs give it; MiB. */
export interface SliceMemory {
  readonly factor: string;
  readonly stage: 'compute' | 'test';
  readonly stocks: number;
  readonly days: number;
  /** What `slice-cost.ts` says. */
  readonly formulaMiB: number;
  /** Peak of the process less the peak of one that only plans: program, engine and plan. */
  readonly measuredMiB: number;
  /** At most 1 where the formula bounds the slice. */
  readonly timesFormula: number;
}

const oneSlice = fileURLToPath(new URL('one-slice.ts', import.meta.url));
const factors = ['RSI14', 'PEG', 'AvgSentiment14'];
const sizes = [
  { stocks: 200, days: 1260 },
  { stocks: 400, days: 2520 },
  { stocks: 500, days: 5040 },
];

/** Memory of one slice of a price factor, of a filing factor and of an article factor at three sizes. */
export async function sliceMemory(): Promise<SliceMemory[]> {
  const found: SliceMemory[] = [];
  for (const { stocks, days } of sizes) {
    await withMarket(stocks, days, async (home) => {
      const ranges = overlappingRanges(days, 10, 252);
      for (const factor of factors) {
        const run = (stage: string) => costOf(process.execPath, [oneSlice, home, stage, factor, ranges], {});
        const { peakMiB: planning } = await run('plan');
        for (const stage of ['compute', 'test'] as const) {
          const { peakMiB, output } = await run(stage);
          const formulaMiB = (JSON.parse(output) as { bytes: number }).bytes / 2 ** 20;
          const measuredMiB = Math.max(0, peakMiB - planning);
          const timesFormula = measuredMiB / formulaMiB;
          found.push({ factor, stage, stocks, days, formulaMiB, measuredMiB, timesFormula });
        }
      }
    });
  }
  return found;
}
