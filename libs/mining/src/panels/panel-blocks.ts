import type { RunPlan } from '../request/plan.ts';
import { arraySize, batchesOfJob } from '../slices/array-job.ts';
import { evenSpan, sizeOf, type Span } from '../slices/slice.ts';

/** Stocks and sessions of a run whose prices are one object. */
export interface PanelBlock {
  /** Places in `plan.symbols`. */
  readonly stocks: Span;
  /** Places in `plan.sessions`. */
  readonly sessions: Span;
}

/** Most stocks of a block: a slice of some stocks then reads few others. */
const mostStocks = 2000;
/** Most cells of a block: some 50 MB of prices, and three times that while they are read from the warehouse. */
const mostCells = 2 ** 20;
/** Fewest blocks, where there are as many sessions: so that each job of the smallest array has one. */
const fewestBlocks = 2;

/** The blocks that a run's prices are stored in: pure, and the same however the slices are cut. */
export function panelBlocks({ symbols, sessions }: Pick<RunPlan, 'symbols' | 'sessions'>): PanelBlock[] {
  const groups = Math.max(1, Math.ceil(symbols.length / mostStocks));
  return Array.from({ length: groups }, (_, group) => evenSpan(symbols.length, groups, group)).flatMap((stocks) => {
    const byCells = Math.ceil((sizeOf(stocks) * sessions.length) / mostCells);
    const parts = Math.min(sessions.length, Math.max(byCells, groups === 1 ? fewestBlocks : 1));
    return Array.from({ length: parts }, (_, part) => ({ stocks, sessions: evenSpan(sessions.length, parts, part) }));
  });
}

/** The blocks that a job of the panel stage writes. */
export function panelBlocksOfJob(plan: RunPlan, index: number): PanelBlock[] {
  const blocks = panelBlocks(plan);
  return [...batchesOfJob(blocks.length, index)].map((place) => blocks[place] as PanelBlock);
}

/** Jobs of the panel stage. */
export function panelJobs(plan: RunPlan): number {
  return arraySize(panelBlocks(plan).length);
}
