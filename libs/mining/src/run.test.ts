import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { listFactors } from '@fm/factors';
import { systemClock } from '@fm/platform';
import { openWarehouse, pricesTable, type Warehouse } from '@fm/warehouse';
import { readResults, resultHashes } from '@fm/results/read';
import { weekdays } from '@fm/warehouse/testing/wave-prices';
import { randomWalkRows } from '@fm/market/testing/price-rows';
import { interrupted } from './errors.ts';
import { runLocally } from './local/run-locally.ts';
import { readAttempts } from './records/read-records.ts';
import { readRequest, type RequestText } from './request/request.ts';
import { planRun, type RunPlan } from './request/plan.ts';
import { SliceRecords } from './records/slice-records.ts';
import { beginRun, mine } from './run.ts';

const symbols = Array.from({ length: 9 }, (_, i) => `S${i}`);
const days = weekdays('2018-01-01', 800);

describe('a run', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-run-'));
  let warehouse: Warehouse;
  const mineText = (text: RequestText, signal?: AbortSignal): Promise<RunPlan> =>
    mine({
      warehouse,
      request: readRequest(text),
      clock: systemClock,
      codeVersion: 'test',
      ...(signal === undefined ? {} : { signal }),
    });

  beforeAll(async () => {
    warehouse = await openWarehouse({ home });
    await warehouse.insert(pricesTable, randomWalkRows(symbols, days.slice(0, 700), 7));
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('mines every factor over every range, with a reason for everything left out', async () => {
    const plan = await mineText({ factors: 'ROC20,RSI14', ranges: 'yearly' });
    const { run, summaries, details } = await readResults(warehouse, plan.runId);
    expect(run).toMatchObject({ status: 'succeeded', trials: 2, synthetic: false });
    expect(run.notes.join()).toContain('Survivorship');
    // Three years and the sample.
    expect(summaries).toHaveLength(2 * 4);
    expect(summaries.filter(({ role }) => role === 'sample').map(({ statistics }) => statistics['trials'])).toEqual([
      2, 2,
    ]);
    expect(details).toHaveLength(2 * 4 * 9);
    const first = summaries.find((row) => row.factor === 'ROC20' && row.start === '2018-01-01');
    expect(first?.coverage.drops).toEqual([
      { reason: 'first_price', unit: 'stock-sessions', count: 9 },
      { reason: 'warm_up', unit: 'stock-sessions', count: 9 * 20 },
      { reason: 'too_few_stocks', unit: 'sessions', count: 21 },
    ]);
  });

  test('records as the work of its slices no more than the time that it took, whenever their rows are written', async () => {
    const request = readRequest({ factors: 'RSI28,ROC20', ranges: 'quarterly', threadNo: '3', parallelM: '3' });
    const begun = performance.now();
    const { runId } = await mine({ warehouse, request, clock: systemClock, codeVersion: 'test', jobs: 1 });
    const milliseconds = performance.now() - begun;
    const [work] = await warehouse.query<{ attempts: string; sum: number; least: number }>(
      `SELECT count() AS attempts, sum(duration_ms) AS sum, min(duration_ms) AS least FROM run_attempts FINAL
       WHERE run_id = {run:String} AND status = 'succeeded'`,
      { run: runId },
    );
    expect(Number(work?.attempts)).toBeGreaterThan(18);
    expect(work?.least).toBeGreaterThan(0);
    expect(work?.sum).toBeLessThan(milliseconds);
  });

  test('tells how its factors relate, and what happens around the entries into a leg', async () => {
    const { runId } = await mineText({ factors: 'ROC20,TradingVolume', ranges: 'yearly' });
    const relations = await warehouse.query(
      `SELECT correlation, spanning_beta, observations FROM factor_relations FINAL
       WHERE run_id = {run:String} AND factor = 'ROC20' AND start = '2019-01-01'`,
      { run: runId },
    );
    expect(relations).toEqual([
      { correlation: expect.any(Number), spanning_beta: expect.any(Number), observations: 261 },
    ]);
    const studies = await warehouse.query(
      'SELECT factor, start, end, event, count() AS sessions FROM event_studies FINAL WHERE run_id = {run:String} GROUP BY ALL',
      { run: runId },
    );
    expect(studies).toHaveLength(2 * 4 * 2);
    const { summaries } = await readResults(warehouse, runId);
    for (const name of ['twoPassPValue', 'groupAlphasPValue', 'entersHighAfterT', 'spanningAlphaT', 'deflatedSharpe']) {
      expect(summaries.map(({ statistics }) => statistics[name])).toContainEqual(expect.any(Number));
    }
  });

  test('is the same run when it is asked for again, whatever the order of its factors', async () => {
    const one = await mineText({ factors: 'ROC20,RSI14', ranges: 'yearly' });
    const before = await readResults(warehouse, one.runId);
    const two = await mineText({ factors: 'RSI,roc', ranges: 'yearly' });
    expect(two.runId).toBe(one.runId);
    expect(await readResults(warehouse, two.runId)).toEqual(before);
  });

  test('keeps its identity and its numbers when later prices arrive, and changes it when earlier ones do', async () => {
    const text = { factors: 'ROC20', ranges: `2018-06-01..${days[600]}` };
    const before = await mineText(text);
    const numbers = await readResults(warehouse, before.runId);
    const all = randomWalkRows(symbols, days, 7);
    await warehouse.insert(
      pricesTable,
      all.filter((row) => row.date > (days[699] as string)),
    );
    expect((await planRun(warehouse, readRequest(text))).runId).toBe(before.runId);
    expect((await readResults(warehouse, before.runId)).details).toEqual(numbers.details);
    const restated = all.filter((row) => row.date === days[300]).map((row) => ({ ...row, row_hash: 1n, version: 2n }));
    await warehouse.insert(pricesTable, restated);
    expect((await planRun(warehouse, readRequest(text))).runId).not.toBe(before.runId);
  });

  test('a range of its own gives the same bits as the same range among others', async () => {
    const range = '2019-01-01..2019-12-31';
    const wanted = ['RSI14', 'ROC20', 'TradingVolume'];
    const alone = await mineText({ factors: wanted.join(), ranges: range });
    const among = await mineText({ factors: 'all', ranges: `quarterly,${range},rolling:252:126` });
    const pick = async (plan: RunPlan): Promise<string> => {
      const { details } = await readResults(warehouse, plan.runId);
      const rows = details.filter(
        (row) => row.start === '2019-01-01' && row.end === '2019-12-31' && wanted.includes(row.factor),
      );
      return JSON.stringify(rows);
    };
    expect((await pick(among)) === (await pick(alone))).toBe(true);
  });

  test.each([1, 2])(
    'that was stopped with %i jobs is finished by the same request, which does the rest',
    async (jobs) => {
      const text = { factors: 'all', ranges: `2018-03-0${jobs}..2018-12-31` };
      const options = { ...{ warehouse, request: readRequest(text), clock: systemClock, codeVersion: 'test' }, jobs };
      const stop = new AbortController();
      let begun = 0;
      const onProgress = (): void => {
        if (++begun === 12) stop.abort(interrupted());
      };
      await expect(mine({ ...options, signal: stop.signal, onProgress })).rejects.toMatchObject({
        code: 'INTERRUPTED',
      });
      const plan = await planRun(warehouse, options.request);
      expect((await readResults(warehouse, plan.runId)).run.status).toBe('failed');
      const before = (await readAttempts(warehouse, plan.runId)).filter(({ status }) => status === 'succeeded');
      expect(before.length).toBeGreaterThan(0);
      await mine(options);
      const { run, summaries } = await readResults(warehouse, plan.runId);
      expect(run.status).toBe('succeeded');
      expect(summaries).toHaveLength(listFactors().length);
      const after = (await readAttempts(warehouse, plan.runId)).filter(({ status }) => status === 'succeeded');
      expect(after).toEqual(expect.arrayContaining(before));
      expect(new Set(after.map(({ sliceId }) => sliceId)).size).toBe(after.length);
    },
  );

  test('tells of each slice when it is performed, not when its rows are written', async () => {
    const seen: number[] = [];
    let all = 0;
    const request = readRequest({ factors: 'ROC20,RSI14,RSI28', ranges: '2018-05-02..2018-12-31' });
    await mine({
      ...{ warehouse, request, clock: systemClock, codeVersion: 'test', jobs: 1 },
      onProgress: ({ done, total }) => {
        all = total;
        if (seen.at(-1) !== done) seen.push(done);
      },
    });
    expect(all).toBeGreaterThan(3);
    expect(seen).toEqual(Array.from({ length: all + 1 }, (_, at) => at));
  });

  test('reads as often however many slices it is cut into: none waits behind the rows of others to ask for its state', async () => {
    const readsOf = async (text: RequestText): Promise<number> => {
      const reads = jest.spyOn(warehouse, 'query');
      await mineText(text);
      reads.mockRestore();
      return reads.mock.calls.length;
    };
    const text = { factors: 'ROC20,RSI14', ranges: '2018-04-01..2018-12-31' };
    const whole = await readsOf({ ...text, costBasisPoints: '11' });
    expect(await readsOf({ ...text, costBasisPoints: '12', threadNo: '5', parallelM: '3' })).toBe(whole);
  });

  test('stays what it is when another process, which began it too, writes its slices after all is done', async () => {
    const request = readRequest({ factors: 'ROC20,RSI28', ranges: 'yearly' });
    const late = { warehouse, request, clock: systemClock, codeVersion: 'late' };
    const plan = await planRun(warehouse, request);
    const records = new SliceRecords({ ...late, runId: plan.runId });
    const done = await beginRun(late, plan, records);
    await mine({ ...late, codeVersion: 'test' });
    const whole = await resultHashes(warehouse, plan.runId);
    await runLocally({ warehouse, request, plan, records }, done, {});
    expect(await resultHashes(warehouse, plan.runId)).toEqual(whole);
    expect((await readAttempts(warehouse, plan.runId)).length).toBeGreaterThan(2 * 2);
  });

  test('a range without a session is named, and the others are mined', async () => {
    const plan = await mineText({ factors: 'ROC20', ranges: '1990-01-01..1990-12-31,2019-01-01..2019-12-31' });
    expect(plan.emptyRanges).toEqual(['1990-01-01..1990-12-31']);
    expect((await readResults(warehouse, plan.runId)).run.notes.join()).toContain('1990-01-01..1990-12-31');
  });

  test.each([
    [{ ranges: '1990-01-01..1990-12-31' }, 'NO_SESSIONS'],
    [{ universe: 'NOPE,NADA' }, 'EMPTY_UNIVERSE'],
    [{ universe: 'demonstration' }, 'EMPTY_UNIVERSE'],
    [{ universe: 'nowhere.csv' }, 'MALFORMED_UNIVERSE'],
    [{ weighting: 'cap' }, 'NO_SHARE_COUNTS'],
  ])('of %j ends with %s', async (text, code) => {
    await expect(mineText(text)).rejects.toMatchObject({ code });
  });
});

test('a request with several faults names each', () => {
  const faults = { factors: 'RSI14,ALPHA,BETA', weighting: 'value', groups: '1', from: '2020' };
  expect(() => readRequest(faults)).toThrow(/5 faults.*ALPHA.*BETA.*2020.*value.*groups/);
});
