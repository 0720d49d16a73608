import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { systemClock } from '@fm/platform';
import { openWarehouse, pricesTable, type Warehouse } from '@fm/warehouse';
import { priceRow, weekdays } from '@fm/warehouse/testing/wave-prices';
import { readResults } from '@fm/results/read';
import { readRequest } from './request/request.ts';
import { mine } from './run.ts';
import { randomWalkRows } from '@fm/market/testing/price-rows';

const symbols = Array.from({ length: 9 }, (_, i) => `S${i}`);
const days = weekdays('2020-01-06', 200);
const weekends = days
  .filter((day) => new Date(day).getUTCDay() === 5)
  .flatMap((friday) =>
    [1, 2].map((after) => new Date(Date.parse(friday) + after * 86_400_000).toISOString().slice(0, 10)),
  );

describe('weekend rows of one file', () => {
  const home = mkdtempSync(join(tmpdir(), 'fm-strays-'));
  let warehouse: Warehouse;
  const results = async () => {
    const request = readRequest({ factors: 'ROC20,RSI14', ranges: 'yearly' });
    const plan = await mine({ warehouse, request, clock: systemClock, codeVersion: 'test' });
    return { plan, ...(await readResults(warehouse, plan.runId)) };
  };

  beforeAll(async () => {
    warehouse = await openWarehouse({ home });
    await warehouse.insert(pricesTable, randomWalkRows(symbols, days, 3));
  });
  afterAll(async () => {
    await warehouse.close();
    rmSync(home, { recursive: true, force: true });
  });

  test('change no number of a run and are named beside it', async () => {
    const expected = await results();
    // The first row of one stock and many of its rows are on weekends, and the last row of another is.
    const ownDays = ['2020-01-04', '2020-01-05', ...weekends];
    const last = priceRow('S2', '2020-10-11', 50, 10);
    await warehouse.insert(pricesTable, [...ownDays.map((date) => priceRow('S5', date, 60, 1000)), last]);
    const found = await results();
    expect(found.plan.runId).not.toBe(expected.plan.runId);
    expect(found.plan.sessions).toEqual(days);
    expect([found.plan.firstPrice, found.plan.lastPrice]).toEqual([expected.plan.firstPrice, expected.plan.lastPrice]);
    const numbers = ({ summaries, details }: typeof found) => [summaries, details];
    expect(numbers(found)).toEqual(numbers(expected));
    expect(found.run.notes.join()).toContain(`S5 (${ownDays.length}, from 2020-01-04 on), S2 (1, from 2020-10-11 on)`);
    expect(expected.run.notes.join()).not.toContain('Calendar');
  });
});
