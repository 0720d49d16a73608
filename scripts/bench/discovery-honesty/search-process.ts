/**
 * A search over a small invented market in the warehouse of the environment, which continues where an earlier process was
 * killed: `search-process.ts JOBS SEED`. The seed decides the order of islands, and which stored epochs are delivered once
 * more before it continues. Writes `begun` when it starts to work, at the end `hash` with the SHA-256 of the report with its
 * opened lock-box.
 */
import { inventMarket, reportHash, usualPeriods, type SearchRequest } from '@fm/discovery';
import { openLockbox, runDiscovery } from '@fm/discovery/store';
import { systemClock } from '@fm/platform';
import { discoveryEpochsTable, nextVersion, openWarehouse, type RowOf, type Warehouse } from '@fm/warehouse';
import { Random } from '../../chaos/random.ts';

const [jobs = '1', seed = '1'] = process.argv.slice(2);
const random = new Random(Number(seed));
const market = inventMarket({ seed: 5, stocks: 24, sessions: 500 });
const request: SearchRequest = {
  ...{ universe: 'invented', horizon: 1, budget: 240, islands: 3, finalists: 8, known: [], seed: 1, proposed: [] },
  periods: usualPeriods(market.sessions),
};

/** Stores some epochs again, as a message that is delivered twice does. */
async function deliverAgain(warehouse: Warehouse): Promise<void> {
  const rows = await warehouse.query<RowOf<typeof discoveryEpochsTable>>(
    'SELECT search_id, epoch, island, trials, result FROM discovery_epochs FINAL ORDER BY epoch, island',
  );
  const again = random.shuffled(rows).slice(0, Math.ceil(rows.length / 3));
  if (again.length === 0) return;
  await warehouse.insert(
    discoveryEpochsTable,
    again.map((row) => ({ ...row, version: nextVersion() })),
  );
}

const warehouse = await openWarehouse();
console.log('begun');
await deliverAgain(warehouse);
const how = { warehouse, clock: systemClock };
const record = await runDiscovery(request, market, {
  ...{ ...how, jobs: Number(jobs), memoryBytes: 2 ** 32 },
  order: (islands) => random.shuffled(islands),
});
const { report, lockbox } = await openLockbox(record, market, how);
console.log(`hash ${reportHash({ report, lockbox })}`);
await warehouse.close();
