import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomWalkRows } from '@fm/market/testing/price-rows';
import { fixedClock } from '@fm/platform';
import { verdictsOf, type FactorSummary } from '@fm/results';
import { findRun, readOwnSummaries, readSummaries, type RunRecord } from '@fm/results/read';
import { factorSummariesTable, lastingVersion, openWarehouse, pricesTable, type Warehouse } from '@fm/warehouse';
import { weekdays } from '@fm/warehouse/testing/wave-prices';
import { interrupted } from './errors.ts';
import { openHoldout } from './open-holdout.ts';
import { readRequest, type RequestText } from './request/request.ts';
import { mine, type MineOptions } from './run.ts';

const symbols = Array.from({ length: 9 }, (_, i) => `S${i}`);
const days = weekdays('2018-01-01', 700);
const holdout = '2019-07-01..2020-03-31';

describe('a run with a hold-out', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-holdout-'));
  let warehouse: Warehouse;
  const how = (day: string): Omit<MineOptions, 'request'> => ({
    ...{ warehouse, codeVersion: 'test', jobs: 1 },
    clock: fixedClock(`${day}T12:00:00Z`),
  });
  const mined = async (text: RequestText): Promise<RunRecord> => {
    const request = readRequest({ factors: 'ROC20,RSI14', horizons: '1,5', ...text });
    return findRun(warehouse, (await mine({ ...how('2024-01-02'), request })).runId);
  };
  const samples = async (run: string): Promise<FactorSummary[]> =>
    (await readOwnSummaries(warehouse, run)).filter(({ role }) => role === 'sample');
  const daysOf = async ({ id }: RunRecord): Promise<string[]> =>
    (await readSummaries(warehouse, id)).openings.map(({ openedOn }) => openedOn);
  const rolesOf = async ({ id }: RunRecord): Promise<string[]> => [
    ...new Set((await readSummaries(warehouse, id)).summaries.map(({ role }) => role)),
  ];

  beforeAll(async () => {
    warehouse = await openWarehouse({ home });
    await warehouse.insert(pricesTable, randomWalkRows(symbols, days, 7));
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('finds what a run that ends before it finds, and is another run', async () => {
    const kept = await mined({ holdout });
    const short = await mined({ to: '2019-06-30' });
    expect(kept.id).not.toBe(short.id);
    expect(kept.dataVersion).toBe(short.dataVersion);
    const found = await samples(kept.id);
    expect(found).toHaveLength(2);
    expect(found).toEqual(await samples(short.id));
    expect(found.every(({ end }) => end < '2019-07-01')).toBe(true);
  });

  test('stores nothing of it before it is opened', async () => {
    const { id } = await mined({ holdout });
    for (const table of ['factor_summaries', 'stock_results']) {
      expect(
        await warehouse.query(`SELECT 1 FROM ${table} FINAL WHERE run_id = {id:String} AND end >= '2019-07-01'`, {
          id,
        }),
      ).toEqual([]);
    }
    const returns = await warehouse.query(
      `SELECT 1 FROM factor_returns FINAL WHERE run_id = {id:String} AND date >= '2019-07-01'`,
      { id },
    );
    expect(returns).toEqual([]);
  });

  test('is sealed until it is opened; a day is recorded once, and every other day too', async () => {
    const run = await mined({ holdout });
    expect([await daysOf(run), await rolesOf(run)]).toEqual([[], ['evidence', 'sample']]);
    const before = await samples(run.id);
    const { runId } = await openHoldout(run, how('2024-02-01'));
    await openHoldout(run, how('2024-02-01'));
    expect(await daysOf(run)).toEqual(['2024-02-01']);
    await openHoldout(run, how('2024-03-05'));
    expect(await daysOf(run)).toEqual(['2024-02-01', '2024-03-05']);
    expect(await samples(run.id)).toEqual(before);
    const { summaries } = await readSummaries(warehouse, run.id);
    const heldOut = summaries.filter(({ role }) => role === 'holdout');
    const direct = await mined({ ranges: holdout });
    expect(direct.id).toBe(runId);
    expect(heldOut.map((row) => ({ ...row, role: 'sample' }))).toEqual(await samples(direct.id));
    expect(heldOut).toMatchObject(
      [
        { factor: 'ROC20', start: '2019-07-01', end: '2020-03-31' },
        { factor: 'RSI14', start: '2019-07-01', end: '2020-03-31' },
      ].sort((a, b) => (a.factor < b.factor ? -1 : 1)),
    );
  });

  test('stays the latest run when its hold-out is mined after it', async () => {
    const run = await mined({ holdout, groups: '2' });
    await openHoldout(run, how('2024-05-01'));
    const latest = await findRun(warehouse);
    expect(latest.request).not.toMatchObject({ ranges: holdout });
  });

  test('counts a look that was interrupted, and the next look finishes it', async () => {
    const run = await mined({ holdout, groups: '4' });
    const stopped = openHoldout(run, { ...how('2024-02-01'), signal: AbortSignal.abort(interrupted()) });
    await expect(stopped).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect((await readSummaries(warehouse, run.id)).openings).toMatchObject([
      { openedOn: '2024-02-01', complete: false },
    ]);
    expect(await rolesOf(run)).not.toContain('holdout');
    await openHoldout(run, how('2024-02-02'));
    expect(await daysOf(run)).toEqual(['2024-02-01', '2024-02-02']);
    expect(await rolesOf(run)).toContain('holdout');
  });

  test('that is believed is unsure after its hold-out was opened and has the other sign', async () => {
    const run = await mined({ holdout, groups: '5' });
    await openHoldout(run, how('2024-02-01'));
    const { summaries } = await readSummaries(warehouse, run.id);
    const later = summaries.find(({ factor, role }) => factor === 'ROC20' && role === 'holdout')?.premium as number;
    // The sample is made significant, on the other side than what was found in the hold-out.
    const [row] = await warehouse.query<{ statistics: string }>(
      `SELECT * FROM factor_summaries FINAL WHERE run_id = {id:String} AND factor = 'ROC20' AND role = 'sample'`,
      { id: run.id },
    );
    const sure = {
      premiumPValue: 1e-5,
      premiumPValueBenjaminiHochberg: 1e-4,
      sharpeAboveLuck: 0.99,
      tradingCost: 0,
      netPremium: -later,
    };
    const statistics = JSON.stringify({ ...(JSON.parse(row?.statistics ?? '{}') as object), ...sure });
    await warehouse.insert(factorSummariesTable, [
      { ...(row as object), premium: -later, statistics, version: lastingVersion() } as never,
    ]);
    const all = (await readSummaries(warehouse, run.id)).summaries.filter(({ factor }) => factor === 'ROC20');
    expect(verdictsOf(all.filter(({ role }) => role !== 'holdout'))[0]?.belief).toMatch(/^believe/);
    expect(verdictsOf(all)[0]).toMatchObject({
      belief: 'unsure',
      caveats: expect.arrayContaining(['other sign in the hold-out']),
    });
  });

  test('is not opened where there is none, where no session lies in it, or where its sample is another run by now', async () => {
    const none = await mined({});
    await expect(openHoldout(none, how('2024-02-01'))).rejects.toMatchObject({ code: 'NO_HOLDOUT' });
    const empty = await mined({ holdout: '2030-01-01..2030-12-31' });
    await expect(openHoldout(empty, how('2024-02-01'))).rejects.toMatchObject({ code: 'NO_SESSIONS' });
    expect(await daysOf(empty)).toEqual([]);
    const run = await mined({ holdout, groups: '3' });
    await expect(openHoldout({ ...run, id: '0123456789abcdef' }, how('2024-06-01'))).rejects.toMatchObject({
      code: 'RUN_CHANGED',
    });
    expect(await daysOf(run)).not.toContain('2024-06-01');
  });
});
