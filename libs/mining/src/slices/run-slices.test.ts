import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { systemClock } from '@fm/platform';
import {
  factorReturnsTable,
  factorSummariesTable,
  factorValueSeriesTable,
  openWarehouse,
  pricesTable,
  stockResultsTable,
  tableContentHash,
  type Warehouse,
} from '@fm/warehouse';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import { interrupted } from '../errors.ts';
import { SliceRecords } from '../records/slice-records.ts';
import { planRun } from '../request/plan.ts';
import { readRequest } from '../request/request.ts';
import { beginRun } from '../run.ts';
import { planBatches } from './plan-batches.ts';
import { planSlices } from './plan-slices.ts';
import { runSlice, runSlices, type SliceContext } from './run-slices.ts';
import type { SliceBatch } from './slice.ts';

const results = [factorValueSeriesTable, factorReturnsTable, stockResultsTable, factorSummariesTable];
const request = readRequest({ factors: 'RSI14,ROC20,RSI28,TradingVolume,PB', ranges: 'yearly', parallelM: '2' });

describe('slices of several factors over one load', () => {
  let home: string;
  let warehouse: Warehouse;
  let context: SliceContext;
  /** Reads of prices, and of filings. */
  let loads = 0;
  let filings = 0;

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'fm-slices-'));
    warehouse = await openWarehouse({ home });
    await warehouse.insert(pricesTable, wavePrices(7, '2018-01-01', 600));
    const options = { warehouse, request, clock: systemClock, codeVersion: 'test' };
    const plan = await planRun(warehouse, request);
    await beginRun(options, plan);
    loads = filings = 0;
    const counting = new Proxy(warehouse, {
      get: (whole, name) => {
        const value: unknown = Reflect.get(whole, name);
        if (typeof value !== 'function') return value;
        return (...given: unknown[]): unknown => {
          if (name.toString().startsWith('query') && /adj_close[^]*FROM prices/.test(String(given[0]))) loads++;
          if (/FROM fundamentals/.test(String(given[0]))) filings++;
          return (value as (...given: unknown[]) => unknown).apply(whole, given);
        };
      },
    });
    const records = new SliceRecords({ ...options, runId: plan.runId });
    context = { warehouse: counting, request, plan, records };
  });
  afterEach(async () => {
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('find the bits that each finds by itself', async () => {
    const batches = planBatches(request, context.plan);
    for (const stage of ['compute', 'test'] as const)
      for (const { slices } of batches[stage]) await runSlices(context, slices);
    await context.records.flush();
    const together = await contents();
    for (const table of [...results.map(({ name }) => name), 'run_slices', 'run_attempts'])
      await warehouse.command(`TRUNCATE TABLE ${table}`);
    const slices = planSlices(request, context.plan);
    for (const stage of ['compute', 'test'] as const)
      for (let place = 0; place < slices[stage].length; place++) await runSlice(context, stage, place);
    await context.records.flush();
    expect(await contents()).toEqual(together);
  });

  test('read the prices once, and not at all where all of them are done', async () => {
    const { slices } = planBatches(request, context.plan).compute.at(0);
    expect(slices.length).toBeGreaterThan(1);
    await runSlices(context, slices);
    expect(loads).toBe(1);
    await context.records.flush();
    expect(await runSlices(context, slices)).toEqual(slices.map(() => ({ rowsIn: 0, rowsOut: 0 })));
    expect(loads).toBe(1);
  });

  test('read only what those need that are not done', async () => {
    const { compute } = planSlices(request, context.plan);
    const [book, change] = [compute.of('PB')[0]!, compute.of('ROC20')[0]!];
    await runSlices(context, [book]);
    await context.records.flush();
    expect(filings).toBeGreaterThan(0);
    filings = 0;
    expect((await runSlices(context, [book, change])).map(({ rowsIn }) => rowsIn > 0)).toEqual([false, true]);
    expect(filings).toBe(0);
  });

  test('leave to the next attempt what an interruption left open, and no more', async () => {
    const batch = planBatches(request, context.plan).compute.at(0);
    await expect(interruptedAfterTheFirst(batch)).rejects.toMatchObject({ code: 'INTERRUPTED' });
    const again = await runSlices(context, batch.slices);
    expect(again.map(({ rowsIn }) => rowsIn > 0)).toEqual(batch.slices.map((_, at) => at > 0));
  });

  async function interruptedAfterTheFirst({ slices }: SliceBatch): Promise<unknown> {
    const stop = new AbortController();
    const signal = stop.signal;
    try {
      return await runSlices({ ...context, signal }, slices, {
        begins: () => undefined,
        ends: () => stop.abort(interrupted()),
      });
    } finally {
      await context.records.flush();
    }
  }

  function contents(): Promise<string[]> {
    return Promise.all(results.map((table) => tableContentHash(warehouse, table)));
  }
});
