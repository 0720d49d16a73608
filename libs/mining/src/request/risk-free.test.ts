import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openWarehouse, pricesTable, riskFreeTable, type Warehouse } from '@fm/warehouse';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { readRawMarket } from '@fm/market/facts';
import { planRun, type RunPlan } from './plan.ts';
import { readRequest } from './request.ts';

describe('the risk-free rate', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-rates-'));
  const prices = wavePrices(4, '2020-01-01', 60);
  const [first, last] = [prices[0]!.date, prices.at(-1)!.date];
  let warehouse: Warehouse;
  const plan = (): Promise<RunPlan> =>
    planRun(warehouse, readRequest({ factors: 'ROC20', ranges: `${first}..${last}` }));
  const ingest = (series: string, date: string, rate: number): Promise<unknown> =>
    warehouse.insert(riskFreeTable, [{ series, date, rate, version: 1n }]);
  const noteOf = ({ notes }: RunPlan): string => notes.find((note) => note.startsWith('Risk-free')) ?? '';

  beforeAll(async () => {
    warehouse = await openWarehouse({ home });
    await warehouse.insert(pricesTable, prices);
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('is part of what every run depends on, and its notes say what is missing of it', async () => {
    const without = await plan();
    expect(noteOf(without)).toBe('Risk-free rate: no series was ingested, so it is zero.');
    await ingest('FF-RF', '2020-01-10', 1e-4);
    const short = await plan();
    expect(short.runId).not.toBe(without.runId);
    expect(noteOf(short)).toBe(
      'Risk-free rate: the series FF-RF begins on 2020-01-10, and is zero before; it ends on 2020-01-10, and its last rate holds after.',
    );
    await ingest('FF-RF', first, 1e-4);
    await ingest('FF-RF', last, 1e-4);
    expect(noteOf(await plan())).toBe('');
  });

  test('comes from only one series, however many there are', async () => {
    await ingest('DTB3', first, 3e-4);
    await ingest('DTB3', last, 3e-4);
    expect(noteOf(await plan())).toBe('Risk-free rate: the series DTB3 is the first by name of 2.');
    const { rates } = await readRawMarket(warehouse, ['S0'], { inputs: new Set(), until: last, weighting: 'equal' });
    expect(rates.map(({ rate }) => rate)).toEqual([3e-4, 3e-4]);
  });
});
