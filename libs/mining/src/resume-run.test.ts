import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { systemClock } from '@fm/platform';
import { openWarehouse, pricesTable, runsTable, type Warehouse } from '@fm/warehouse';
import { diffRuns, resultKeys, resultTables } from '@fm/results/read';
import { weekdays } from '@fm/warehouse/testing/wave-prices';
import { randomWalkRows } from '@fm/market/testing/price-rows';
import { listRunOverviews, readRunOverview } from './records/read-runs.ts';
import { readRequest, type RequestText } from './request/request.ts';
import { resumeRun } from './resume-run.ts';
import { mine } from './run.ts';

const symbols = Array.from({ length: 6 }, (_, i) => `S${i}`);
const days = weekdays('2020-01-01', 200);

describe('a run in the warehouse', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-resume-'));
  let warehouse: Warehouse;
  const options = () => ({ warehouse, clock: systemClock, codeVersion: 'test' });
  const mineText = (text: RequestText, signal?: AbortSignal) =>
    mine({ ...options(), request: readRequest(text), ...(signal === undefined ? {} : { signal }) });

  beforeAll(async () => {
    warehouse = await openWarehouse({ home });
    await warehouse.insert(pricesTable, randomWalkRows(symbols, days, 3));
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('that was stopped is finished by its id, or by the beginning of it', async () => {
    const text = { factors: 'ROC20,RSI14', ranges: '2020-03-02..2020-08-31' };
    await expect(mineText(text, AbortSignal.abort())).rejects.toThrow();
    const [stopped] = await listRunOverviews(warehouse);
    expect(stopped).toMatchObject({ status: 'failed', slicesDone: 0, begun: 1 });
    const plan = await resumeRun(stopped?.id.slice(0, 8) ?? '', options());
    expect(plan.runId).toBe(stopped?.id);
    const finished = await readRunOverview(warehouse, plan.runId);
    expect(finished).toMatchObject({ status: 'succeeded', begun: 2, error: '' });
    expect(finished.slicesDone).toBe(finished.slices);
    expect(finished.attempts).toBeGreaterThanOrEqual(finished.slices);
  });

  test.each([
    [3, {}, 3],
    [3, { jobs: 2 }, 2],
  ])('that was begun with %i jobs, given %j, is finished with %i', async (begun, given, expected) => {
    const request = readRequest({ factors: 'ROC20', ranges: '2020-03-02..2020-08-31', groups: String(2 + expected) });
    const signal = AbortSignal.abort();
    await expect(mine({ ...options(), request, jobs: begun, signal })).rejects.toThrow();
    const [stopped] = await listRunOverviews(warehouse);
    const { runId } = await resumeRun(stopped?.id ?? '', { ...options(), ...given });
    expect(await readRunOverview(warehouse, runId)).toMatchObject({ status: 'succeeded', begun: 2, jobs: expected });
  });

  test('differs from another by what was asked, and number by number by what was found', async () => {
    const range = '2020-03-02..2020-08-31';
    const a = await mineText({ factors: 'ROC20', ranges: range });
    const b = await mineText({ factors: 'ROC20,RSI14', ranges: range, groups: '2' });
    const same = await diffRuns(warehouse, a.runId, a.runId);
    expect(same).toMatchObject({ changed: [], moves: [], onlyA: 0, onlyB: 0 });
    expect(same.compared).toBeGreaterThan(100);
    expect(same.tables.map(({ table }) => table)).toEqual(resultTables.map(({ name }) => name));
    for (const { differing, onlyA, onlyB, first } of same.tables) {
      expect({ differing, onlyA, onlyB, first }).toEqual({ differing: 0, onlyA: 0, onlyB: 0, first: undefined });
    }
    const { changed, moves, onlyA, onlyB } = await diffRuns(warehouse, a.runId, b.runId);
    expect(changed).toContainEqual({ what: 'groups', a: '3', b: '2' });
    expect(changed.map(({ what }) => what).sort()).toEqual(['factors', 'groups']);
    expect(onlyA).toBe(0);
    expect(onlyB).toBeGreaterThan(symbols.length);
    const premium = moves.find(({ quantity }) => quantity === 'premium');
    expect(premium).toMatchObject({ table: 'factor_summaries', factor: 'ROC20' });
    expect(premium?.difference).toBeCloseTo((premium?.b ?? NaN) - (premium?.a ?? NaN), 15);
    expect(moves.every((move) => move.a !== move.b)).toBe(true);
  });

  test('is compared in every table: a single value that moved is found, and a row that is missing', async () => {
    const text = { factors: 'ROC20,RSI14', ranges: '2020-03-02..2020-08-31' };
    const { runId } = await mineText(text);
    for (const { name } of [...resultTables, runsTable]) {
      await warehouse.command(
        `INSERT INTO ${name} SELECT * REPLACE ('copy' AS run_id) FROM (SELECT * FROM ${name} FINAL WHERE run_id = {run:String})`,
        { run: runId },
      );
    }
    expect((await diffRuns(warehouse, runId, 'copy')).tables.every(({ first }) => first === undefined)).toBe(true);
    await warehouse.command(
      `INSERT INTO factor_value_series SELECT * REPLACE (arrayMap((v, i) -> if(i = 4, v + 1e-15, v), values, arrayEnumerate(values)) AS values, version + 1 AS version)
       FROM (SELECT * FROM factor_value_series FINAL WHERE run_id = 'copy' AND symbol = 'S3' AND factor = 'ROC20')`,
    );
    await warehouse.command(`ALTER TABLE factor_relations DELETE WHERE run_id = 'copy'`);
    const { tables } = await diffRuns(warehouse, runId, 'copy');
    expect(tables.find(({ table }) => table === 'factor_value_series')).toMatchObject({
      ...{ differing: 1, onlyA: 0, onlyB: 0 },
      first: { key: { factor: 'ROC20', symbol: 'S3', year: '2020' }, what: 'values.3' },
    });
    expect(tables.find(({ table }) => table === 'factor_relations')).toMatchObject({
      ...{ rows: 0, onlyA: 2, onlyB: 0 },
      first: { key: { factor: 'ROC20', other: 'RSI14' }, what: '', a: 'a row', b: 'no row' },
    });
    expect(tables.filter(({ first }) => first !== undefined)).toHaveLength(2);
    const keys = await warehouse.query<{ name: string; key: string }>(
      `SELECT name, sorting_key AS key FROM system.tables WHERE name IN {names:Array(String)}`,
      { names: resultTables.map(({ name }) => name) },
    );
    for (const { name, key } of keys) expect(['run_id', ...(resultKeys[name] ?? [])].join(', ')).toBe(key);
  });

  test('is not resumed as another run when its data changed', async () => {
    const text = { factors: 'TradingVolume', ranges: '2020-03-02..2020-08-31' };
    await expect(mineText(text, AbortSignal.abort())).rejects.toThrow();
    const stopped = (await listRunOverviews(warehouse)).find(({ status }) => status === 'failed');
    const [changed] = randomWalkRows(symbols, days, 3).filter(({ date }) => date === '2020-04-01');
    await warehouse.insert(pricesTable, [
      { ...(changed as NonNullable<typeof changed>), volume: 7, row_hash: 7n, version: 9n },
    ]);
    await expect(resumeRun(stopped?.id ?? '', options())).rejects.toMatchObject({ code: 'RUN_CHANGED' });
    await expect(resumeRun('nothing', options())).rejects.toMatchObject({ code: 'UNKNOWN_RUN' });
  });
});
