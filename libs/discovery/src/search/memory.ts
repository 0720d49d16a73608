import type { SearchMarket } from '../data/search-market.ts';

/** Memory that a thread takes for intermediate values. */
export const threadBytes = 256 * 2 ** 20;

/** What the program itself takes, and each thread without its intermediate values. */
const ownBytes = 300 * 2 ** 20;
const perThread = 90 * 2 ** 20;

/**
 * Memory that a search takes at most, in bytes: the panels and targets, a quarter of them once more for the screen, the
 * intermediate values of each thread and of the gate, and the program itself.
 */
export function memoryOf(market: SearchMarket, jobs: number): number {
  const cells = market.symbols.length * market.sessions.length;
  const panels = market.panels.size + 3 + market.exposures.length + (market.members === undefined ? 0 : 1);
  return 8 * cells * panels * 1.25 + jobs * (threadBytes + perThread) + threadBytes + ownBytes;
}
