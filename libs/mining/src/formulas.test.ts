import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FormulaText } from '@fm/factors';
import { randomWalkRows } from '@fm/market/testing/price-rows';
import { systemClock } from '@fm/platform';
import { readResults } from '@fm/results/read';
import { openWarehouse, pricesTable, type Warehouse } from '@fm/warehouse';
import { weekdays } from '@fm/warehouse/testing/wave-prices';
import { readRequest, type RequestText } from './request/request.ts';
import { mine } from './run.ts';
import { planRun } from './request/plan.ts';
import { planSlices } from './slices/plan-slices.ts';
import { resumeRun } from './resume-run.ts';
import { verifyOnWarehouse } from './verify/verify-warehouse.ts';
import { requestOf } from './workflow/request-of.ts';

const reversal: FormulaText = { name: 'reversal', formula: '-rank(ts_sum(returns, 5))', sign: 1 };
const steady: FormulaText = { name: 'steady', formula: 'ts_mean(volume, 10) / stddev(close, 30)' };
const text: RequestText = { formulas: [reversal, steady], ranges: 'yearly' };

describe('a formula', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-formulas-'));
  let warehouse: Warehouse;
  const options = { clock: systemClock, codeVersion: 'test' };
  const symbols = Array.from({ length: 9 }, (_, i) => `S${i}`);
  const found = async (run: string) => {
    const { summaries, details } = await readResults(warehouse, run);
    const numbers = summaries.map(({ factor, start, end, premium, coverage }) => [
      factor,
      start,
      end,
      premium,
      coverage,
    ]);
    return { numbers, details };
  };

  beforeAll(async () => {
    warehouse = await openWarehouse({ home });
    await warehouse.insert(pricesTable, randomWalkRows(symbols, weekdays('2018-01-01', 600), 7));
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('is mined from what the run carries, with the same bits however the work is cut and by threads', async () => {
    const { runId } = await mine({ ...options, warehouse, request: readRequest(text) });
    const whole = await found(runId);
    expect(whole.numbers).toHaveLength(2 * 4);
    // Another cost is another run, and changes none of these numbers.
    const cut = readRequest({ ...text, costBasisPoints: '11', threadNo: '4', parallelM: '3' });
    const again = await mine({ ...options, warehouse, request: cut, jobs: 2 });
    expect(again.runId).not.toBe(runId);
    expect(await found(again.runId)).toEqual(whole);
  }, 120_000);

  test('that compares stocks is cut by sessions and never by stocks', async () => {
    const request = readRequest({ ...text, threadNo: '4', parallelM: '3' });
    const { compute } = planSlices(request, await planRun(warehouse, request));
    expect(compute.of('steady')).toHaveLength(4 * 3);
    expect(compute.of('reversal')).toHaveLength(3);
    for (const { load, sessions } of compute.of('reversal')) expect(load.from).toBe(Math.max(0, sessions.from - 5));
  });

  test('is resumed from the stored request, which is all that knows it', async () => {
    const { runId } = await mine({ ...options, warehouse, request: readRequest(text) });
    expect((await resumeRun(runId, { ...options, warehouse })).runId).toBe(runId);
  });

  test('has the numbers of the factor of the catalogue that it spells', async () => {
    const request = readRequest({
      formulas: [{ name: 'spelled', formula: 'adj_close / delay(adj_close, 20) - 1' }],
      factors: 'ROC20',
    });
    const { runId } = await mine({ ...options, warehouse, request });
    const { summaries } = await readResults(warehouse, runId);
    const numbersOf = (factor: string) =>
      summaries
        .filter((row) => row.factor === factor)
        .map(({ start, premium, coverage }) => [start, premium, coverage.meanStocks]);
    const [ours, theirs] = [numbersOf('spelled'), numbersOf('ROC20')];
    expect(ours).toHaveLength(4);
    expect(ours).toEqual(theirs);
  });

  test('comes to the workflow as text or as an object, and is the same run', () => {
    const ofInput = requestOf({ formulas: ['a = close / delay(close, 3)', reversal], ranges: 'yearly' });
    const ofCommand = readRequest({
      formulas: [{ name: 'a', formula: 'close / delay(close, 3)' }, reversal],
      ranges: 'yearly',
    });
    expect(ofInput).toEqual(ofCommand);
  });

  test.each([
    ['closs / open', /closs.*\n\s+closs \/ open\n\s+\^{5}/s],
    ['close / dely(close, 20)', /dely .*delay\?.*\^{4}/s],
    ['vwap / close', /no data for vwap.*typical_price.*\^{4}/s],
    ['ttm(total_assets) / cap', /no data for ttm\(total_assets\).*\^{17}/s],
  ])('%s is refused with its place and what to write', (formula, message) => {
    expect(() => readRequest({ formulas: [{ name: 'wrong', formula }], loaded: [] })).toThrow(message);
  });

  test('holds what every factor is held to; one that looks at what a split rescales is found out', async () => {
    const { formulas = [] } = readRequest(text);
    const others = [
      { name: 'level', formula: 'rank(close)' },
      { name: 'quoted', formula: 'log(unadjusted_close)' },
      { name: 'bars', formula: '(close - open) / (high - low + 1e-12)' },
      { name: 'shares', formula: 'ts_mean(volume, 10)' },
    ];
    const verifications = await verifyOnWarehouse(warehouse, {
      ...{ factors: ['reversal', ...others.map(({ name }) => name)], formulas: [...formulas, ...others] },
      ...{ universe: 'ingested', days: 2, seed: 1 },
    });
    const broken = Object.fromEntries(
      verifications.map(({ factor, violations }) => [factor, [...new Set(violations.map((one) => one.guarantee))]]),
    );
    expect(broken).toEqual({
      ...{ reversal: [], quoted: [], bars: [] },
      ...{ level: ['later split'], shares: ['later split'] },
    });
  }, 120_000);
});
