import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomWalkRows } from '@fm/market/testing/price-rows';
import { fixedClock } from '@fm/platform';
import { listTrials } from '@fm/results/ledger';
import { readSummaries, resultHashes } from '@fm/results/read';
import { openWarehouse, pricesTable, type Warehouse } from '@fm/warehouse';
import { weekdays } from '@fm/warehouse/testing/wave-prices';
import { interrupted } from './errors.ts';
import { readRequest, type RequestText } from './request/request.ts';
import { mine } from './run.ts';

describe('runs in a row', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-trials-'));
  let warehouse: Warehouse;
  const mined = async (text: RequestText, day = '2024-01-02', signal?: AbortSignal): Promise<string> => {
    const request = readRequest({ factors: 'ROC20,RSI14', ranges: '2018-06-01..2018-12-31', horizons: '1', ...text });
    const how = { warehouse, request, codeVersion: 'test', jobs: 1, clock: fixedClock(`${day}T12:00:00Z`) };
    return (await mine({ ...how, ...(signal === undefined ? {} : { signal }) })).runId;
  };
  const statistics = async (run: string) => (await readSummaries(warehouse, run)).summaries[0]!.statistics;

  beforeAll(async () => {
    warehouse = await openWarehouse({ home });
    const symbols = Array.from({ length: 9 }, (_, i) => `S${i}`);
    await warehouse.insert(pricesTable, randomWalkRows(symbols, weekdays('2018-01-01', 300), 7));
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('count each distinct trial once, and raise the adjusted p of the first without changing what it stored', async () => {
    const first = await mined({});
    const before = await statistics(first);
    const stored = await resultHashes(warehouse, first);
    expect(before).toMatchObject({ ledgerTrials: 2, premiumPValueLedger: before['premiumPValueBenjaminiHochberg'] });
    await mined({ ranges: '2018-06-01..2018-09-30' });
    await mined({ groups: '4' });
    await mined({ groups: '4' });
    expect((await listTrials(warehouse)).map(({ factor, runs, settings }) => [factor, settings.groups, runs])).toEqual(
      expect.arrayContaining([
        ['ROC20', 3, 2],
        ['RSI14', 3, 2],
        ['ROC20', 4, 1],
        ['RSI14', 4, 1],
      ]),
    );
    const after = await statistics(first);
    expect(after['ledgerTrials']).toBe(4);
    expect(after['premiumPValueLedger']).toBeCloseTo(Math.min(1, 2 * before['premiumPValueBenjaminiHochberg']!), 12);
    expect(await resultHashes(warehouse, first)).toEqual(stored);
  });

  test('count a run that was stopped, and leave the trials of one that was deleted', async () => {
    const stopped = mined({ groups: '2' }, '2024-01-02', AbortSignal.abort(interrupted()));
    await expect(stopped).rejects.toMatchObject({ code: 'INTERRUPTED' });
    const run = await mined({});
    expect((await statistics(run))['ledgerTrials']).toBe(6);
    await warehouse.command(`DELETE FROM runs WHERE run_id = {run:String}`, { run });
    expect(await listTrials(warehouse)).toHaveLength(6);
  });

  test('of a project are counted apart, and a run that is in two families is judged by the larger', async () => {
    const other = await mined({ project: 'momentum', groups: '5' });
    expect((await statistics(other))['ledgerTrials']).toBe(2);
    const again = await mined({ project: 'momentum', groups: '4' });
    expect((await listTrials(warehouse, 'momentum')).length).toBe(4);
    expect((await statistics(again))['ledgerTrials']).toBe(6);
  });
});
