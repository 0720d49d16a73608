import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { factorSummariesTable, openWarehouse, runsTable, type Warehouse } from '@fm/warehouse';
import { storedRun } from '../testing/stored-run.ts';
import { findRun } from './read-results.ts';

const home = mkdtempSync(join(tmpdir(), 'fm-find-'));
let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await openWarehouse({ home });
  await warehouse.insert(runsTable, [
    storedRun('aa11', '2024-01-01 00:00:00.000'),
    storedRun('aa1122', '2024-01-02 00:00:00.000'),
    storedRun('bb33', '2024-01-03 00:00:00.000'),
  ]);
});
afterAll(async () => {
  await warehouse.close();
  rmSync(home, { recursive: true, force: true });
});

test('a run is found by its id or the beginning of it, and a whole id wins over longer ones', async () => {
  expect((await findRun(warehouse, 'b')).id).toBe('bb33');
  expect((await findRun(warehouse, 'aa11')).id).toBe('aa11');
  expect((await findRun(warehouse, 'aa112')).id).toBe('aa1122');
});

test('the beginning of several ids is refused with their names, and that of none as unknown', async () => {
  await expect(findRun(warehouse, 'aa')).rejects.toMatchObject({
    code: 'AMBIGUOUS_RUN',
    message: expect.stringContaining('aa1122, aa11') as unknown as string,
  });
  await expect(findRun(warehouse, 'cc')).rejects.toMatchObject({ code: 'UNKNOWN_RUN' });
});

test('a run without a trial is the latest only where there is no other', async () => {
  expect((await findRun(warehouse)).id).toBe('bb33');
  await warehouse.insert(factorSummariesTable, [
    {
      ...{
        run_id: 'aa11',
        factor: 'ROC20',
        factor_type: 'technical',
        start: '2023-01-01',
        end: '2023-12-31',
        stocks: 1,
      },
      ...{ mean_beta: null, mean_t_stat: null, mean_r_squared: null, significant: 0, significant_adjusted: 0 },
      ...{ premium: 0.1, volatility: null, sharpe: null, max_drawdown: null, premium_t_stat: null, statistics: '{}' },
      ...{ coverage: '{}', version: 1n, role: 'sample', side: 'long' },
    },
  ]);
  expect((await findRun(warehouse)).id).toBe('aa11');
});
