import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { corporateActionsTable, openWarehouse, riskFreeTable, type Warehouse } from '@fm/warehouse';
import { ingestActions } from './actions/ingest-actions.ts';
import { insertActions } from './load/corporate-actions.ts';
import { ingestRiskFree } from './risk-free/ingest-risk-free.ts';

/** Version that a clock gave which was in the year 2090. */
const ahead = BigInt(Date.UTC(2090, 0, 1)) * 1000n;

const folder = mkdtempSync(join(tmpdir(), 'fm-clock-ahead-'));
let warehouse: Warehouse;

beforeAll(async () => {
  mkdirSync(join(folder, 'files'));
  warehouse = await openWarehouse({ home: join(folder, 'home') });
});
afterAll(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

function file(name: string, text: string): string {
  const path = join(folder, 'files', name);
  writeFileSync(path, text);
  return path;
}

const splits = () =>
  warehouse.query<{ source: string; value: number }>(
    'SELECT source, value FROM corporate_actions FINAL ORDER BY source',
  );

test('a split that was loaded while the clock was ahead is corrected by a file', async () => {
  const row = { symbol: 'AAPL', date: '2020-08-31', kind: 'split', value: 4, source: 'file', synthetic: false };
  await warehouse.insert(corporateActionsTable, [{ ...row, version: ahead }]);
  const path = file('splits.csv', 'Symbol,Date,Kind,Value\nAAPL,2020-08-31,split,1\n');
  expect(await ingestActions({ warehouse, paths: [path] })).toMatchObject({ new: 1, quarantined: 0 });
  expect(await splits()).toEqual([{ source: 'file', value: 1 }]);
});

test('a split of a provider that was loaded while the clock was ahead is corrected by a file of that provider', async () => {
  const action = { symbol: 'MSFT', day: 18_000, kind: 'split' as const };
  const delivery = { source: 'yahoo', uri: 'market-data/yahoo/MSFT/1', contentHash: 'aa' };
  const batch = { delivery, source: 'yahoo', synthetic: false };
  const now = Date.UTC(2026, 0, 1) * 1000;
  await insertActions(warehouse, [
    { ...batch, actions: [{ ...action, value: 2 }], version: Number(ahead), replacesAbove: -1 },
  ]);
  await insertActions(warehouse, [{ ...batch, actions: [{ ...action, value: 3 }], version: now, replacesAbove: -1 }]);
  expect((await splits()).filter(({ source }) => source === 'yahoo')).toEqual([{ source: 'yahoo', value: 3 }]);
});

test('a rate that was loaded while the clock was ahead is corrected by a file', async () => {
  await warehouse.insert(riskFreeTable, [
    { series: 'DTB3', date: '2024-01-02', rate: 0.5, version: ahead },
    { series: 'DTB3', date: '2024-01-03', rate: 0.5, version: ahead },
  ]);
  const path = file('DTB3.csv', 'observation_date,DTB3\n2024-01-02,5.22\n2024-01-03,5.23\n');
  await ingestRiskFree(warehouse, path);
  const rates = await warehouse.query<{ rate: number }>('SELECT rate FROM risk_free FINAL ORDER BY date');
  expect(rates).toHaveLength(2);
  for (const { rate } of rates) expect(rate).toBeLessThan(0.001);
});
