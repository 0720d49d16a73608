import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { interrupted, mine, requestOf } from '@fm/mining';
import { localObjectStore, type ObjectStore } from '@fm/object-store';
import { systemClock } from '@fm/platform';
import {
  factorReturnsTable,
  factorSummariesTable,
  factorValueSeriesTable,
  pricesTable,
  stockResultsTable,
  tableContentHash,
  type Warehouse,
} from '@fm/warehouse';
import { emptyWarehouse } from '@fm/warehouse/testing/empty-warehouse';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { runCommand } from './commands.ts';

const input = {
  factors: ['ROC20', 'RSI14', 'TradingVolume'],
  ranges: ['2020-01-01..2020-06-30', 'yearly'],
  thread_no: 3,
};

describe('the mining job', () => {
  let home: string;
  let warehouse: Warehouse;
  let store: ObjectStore;
  const run = (command: string, index = 0) => runCommand(command, { warehouse, store, index });

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'fm-job-'));
    warehouse = await emptyWarehouse();
    store = localObjectStore(join(home, 'run'));
    await warehouse.insert(pricesTable, wavePrices(9, '2019-01-01', 522));
    await store.putIfAbsent('request.json', JSON.stringify(input));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  test('slices in any order and delivered twice leave the tables that one process leaves', async () => {
    await run('validate');
    await run('plan');
    for (const index of [2, 0, 3, 2, 1, 0]) await run('compute', index);
    for (const index of [1, 0, 1, 2]) await run('test', index);
    await run('summarise');
    await run('summarise');
    const cut = await hashes();
    for (const table of [
      'runs',
      'run_slices',
      'factor_value_series',
      'factor_returns',
      'stock_results',
      'factor_summaries',
    ]) {
      await warehouse.command(`TRUNCATE TABLE ${table}`);
    }
    await mine({ warehouse, request: requestOf(input), clock: systemClock, codeVersion: 'test' });
    expect(await hashes()).toEqual(cut);
  });

  test('slices that read objects leave the same tables, though blocks are delivered twice and some objects are lost', async () => {
    const panelStore = localObjectStore(join(home, 'panels'));
    const stored = async () => {
      const keys: string[] = [];
      for await (const { key } of panelStore.list('')) keys.push(key);
      return keys;
    };
    const runStored = (command: string, index = 0) => runCommand(command, { warehouse, store, panelStore, index });
    await run('plan');
    for (const index of [0, 1, 2]) await run('compute', index);
    for (const index of [0, 1]) await run('test', index);
    await run('summarise');
    const without = await hashes();
    for (const { name } of [factorValueSeriesTable, factorReturnsTable, stockResultsTable, factorSummariesTable])
      await warehouse.command(`TRUNCATE TABLE ${name}`);
    for (const table of ['runs', 'run_slices']) await warehouse.command(`TRUNCATE TABLE ${table}`);

    await runStored('plan');
    expect(await runStored('panels', 1)).toMatchObject({ blocks: 1, bytes: expect.any(Number) });
    await runStored('panels', 0);
    expect(await runStored('panels', 1)).toMatchObject({ blocks: 1, bytes: 0 });
    const blocks = await stored();
    expect(blocks.filter((key) => key.includes('/prices/'))).toHaveLength(2);
    for (const index of [0, 1]) await runStored('compute', index);
    for (const key of await stored()) if (key.includes('/prices/')) await panelStore.remove(key);
    await runStored('compute', 2);
    const [lost = ''] = (await stored()).filter((key) => key.includes('/values/RSI14/'));
    await panelStore.remove(lost);
    for (const index of [0, 1]) await runStored('test', index);
    await runStored('summarise');
    await runStored('publish');
    expect(await hashes()).toEqual(without);
    expect(await stored()).toEqual([]);
    expect(await runStored('panels', 0)).toMatchObject({ blocks: 0 });
  });

  test('a run with a slice that is not done does not succeed', async () => {
    await run('plan');
    await run('compute', 0);
    await expect(run('summarise')).rejects.toMatchObject({ code: 'RUN_INCOMPLETE' });
    const rows = await warehouse.query<{ status: string }>('SELECT status FROM runs FINAL');
    expect(rows).toEqual([{ status: 'running' }]);
  });

  test('the plan and the results are objects of the run folder', async () => {
    await run('plan');
    expect(JSON.parse((await store.get('plan-size.json'))?.body.toString() ?? '')).toEqual({
      runId: expect.any(String),
      panelsJobs: 2,
      panelsSeconds: 86_400,
      panelsAttemptSeconds: 14_400,
      computeJobs: 3,
      testJobs: 2,
      computeSeconds: expect.any(Number),
      computeAttemptSeconds: 3600,
      testSeconds: expect.any(Number),
      testAttemptSeconds: 3600,
    });
    for (let index = 0; index < 3; index++) await run('compute', index);
    for (let index = 0; index < 2; index++) await run('test', index);
    await run('summarise');
    await run('publish');
    const published = JSON.parse((await store.get('results.json'))?.body.toString() ?? '') as { run: unknown };
    expect(published.run).toMatchObject({ status: 'succeeded' });
  });

  test('a slice that is done is not done again', async () => {
    await run('plan');
    expect(await run('compute', 0)).toMatchObject({ slices: 3, rowsIn: 3 * 522 * 3 });
    expect(await run('compute', 0)).toMatchObject({ slices: 3, rowsIn: 0, rowsOut: 0 });
    expect(await run('compute', 3)).toMatchObject({ slices: 0 });
  });

  test('a test of values that are not whole is refused, and done when they are', async () => {
    await run('plan');
    await run('compute', 0);
    await run('compute', 1);
    await expect(run('test', 0)).rejects.toMatchObject({ code: 'VALUES_NOT_READY' });
    await run('compute', 2);
    expect(await run('test', 0)).toMatchObject({ slices: 1 });
    expect(await run('test', 1)).toMatchObject({ slices: 2 });
  });

  test('every job of a run works on the plan that was stored, and data that changed meanwhile end it as failed', async () => {
    await run('plan');
    for (let index = 0; index < 3; index++) await run('compute', index);
    const restated = wavePrices(9, '2019-01-01', 522).filter(({ date }) => date === '2020-03-02');
    await warehouse.insert(
      pricesTable,
      restated.map((row) => ({ ...row, row_hash: 1n, version: 2n })),
    );
    for (let index = 0; index < 2; index++) await run('test', index);
    await expect(run('summarise')).rejects.toMatchObject({ code: 'DATA_CHANGED' });
  });

  test('a job that is asked to end records the attempt as failed, and the next one does the slice', async () => {
    await run('plan');
    const signal = AbortSignal.abort(interrupted());
    await expect(runCommand('compute', { warehouse, store, index: 0, signal })).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
    expect(await run('compute', 0)).toMatchObject({ slices: 3, rowsIn: 3 * 522 * 3 });
  });

  test('a run with a slice that the container cannot hold is refused at once, with what it needs', async () => {
    const validate = (memoryBytes: number) => runCommand('validate', { warehouse, store, index: 0, memoryBytes });
    // Three years, and the sample.
    await expect(validate(2 ** 35)).resolves.toMatchObject({ ranges: 4 });
    await expect(validate(2 ** 20)).rejects.toMatchObject({
      ...{
        code: 'SLICE_TOO_LARGE',
        final: true,
        what: expect.stringMatching(/test\/\w+\/0-3 needs \d+ MiB, and a job has 1 MiB/),
      },
      remedy: expect.stringContaining('miningMemoryMib'),
    });
  });

  test('an unknown command and a missing request are named', async () => {
    await expect(run('dance')).rejects.toMatchObject({ code: 'UNKNOWN_COMMAND' });
    store = localObjectStore(join(home, 'empty'));
    await expect(run('plan')).rejects.toMatchObject({ code: 'REQUEST_MISSING' });
  });

  async function hashes(): Promise<string[]> {
    const tables = [factorValueSeriesTable, factorReturnsTable, stockResultsTable, factorSummariesTable];
    const found: string[] = [];
    for (const table of tables) found.push(await tableContentHash(warehouse, table));
    return found;
  }
});
