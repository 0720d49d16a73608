import { describe, expect, test } from '@jest/globals';
import { sizeOf } from '../slices/slice.ts';
import { panelBlocks, panelBlocksOfJob, panelJobs } from './panel-blocks.ts';
import type { RunPlan } from '../request/plan.ts';

const market = (stocks: number, sessions: number) =>
  ({
    symbols: new Array<string>(stocks).fill('A'),
    sessions: new Array<string>(sessions).fill(''),
  }) as unknown as RunPlan;

describe('the blocks of a run', () => {
  test.each([
    [1, 1],
    [9, 390],
    [500, 5040],
    [2001, 7560],
    [50_000, 252],
  ])('hold every cell of %i stocks and %i sessions once, and none is large', (stocks, sessions) => {
    const plan = market(stocks, sessions);
    const blocks = panelBlocks(plan);
    const cells = blocks.map((block) => sizeOf(block.stocks) * sizeOf(block.sessions));
    expect(cells.reduce((sum, own) => sum + own, 0)).toBe(stocks * sessions);
    expect(Math.max(...cells)).toBeLessThanOrEqual(2 ** 20 + 2000);
    expect(Math.min(...cells)).toBeGreaterThan(0);
    expect(new Set(blocks.map(({ stocks: { from }, sessions: { to } }) => `${from} ${to}`)).size).toBe(blocks.length);
    const jobs = Array.from({ length: panelJobs(plan) }, (_, index) => panelBlocksOfJob(plan, index));
    expect(jobs.flat()).toEqual(blocks);
  });
});
