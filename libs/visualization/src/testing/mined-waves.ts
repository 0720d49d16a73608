import { mine, readRequest } from '@fm/mining';
import { fixedClock } from '@fm/platform';
import { pricesTable, type Warehouse } from '@fm/warehouse';
import { wavePrices } from '@fm/warehouse/testing/wave-prices';
import type { StartPermission } from '../operations/run-starter.ts';

/** Mines ROC20 over nine invented stocks and 420 sessions; returns the id of the run. */
export async function mineWaves(warehouse: Warehouse): Promise<string> {
  await warehouse.insert(pricesTable, wavePrices(9, '2020-01-01', 420));
  const request = { ...readRequest({ factors: 'ROC20' }), universe: 'ingested' };
  const { runId } = await mine({ warehouse, request, clock: fixedClock('2024-03-01T00:00:00Z'), codeVersion: 'test' });
  return runId;
}

/** Lets the page write to a warehouse, and start nothing. */
export function mayWriteTo(warehouse: Warehouse): StartPermission {
  const starter = {
    takesJobs: true,
    start: async () => ({ kind: 'process' as const, id: '42' }),
    endOf: () => Promise.resolve(undefined),
  };
  return { starter, write: (work) => work(warehouse) };
}
