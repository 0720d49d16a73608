import { usualPeriods, type SearchRequest } from '@fm/discovery';
import { openLockbox, readSearchMarket, runDiscovery, type SearchRecord } from '@fm/discovery/store';
import { randomWalkRows } from '@fm/market/testing/price-rows';
import { fixedClock } from '@fm/platform';
import { pricesTable, type Warehouse } from '@fm/warehouse';
import { weekdays } from '@fm/warehouse/testing/wave-prices';

/** Searches over random walks of twelve stocks: one that is finished and whose lock-box was opened, and one that was stopped. */
export async function searchRandomWalks(warehouse: Warehouse): Promise<{ opened: SearchRecord; stopped: string }> {
  const symbols = Array.from({ length: 12 }, (_, i) => `S${String(i).padStart(2, '0')}`);
  await warehouse.insert(pricesTable, randomWalkRows(symbols, weekdays('2018-01-01', 460), 7));
  const market = await readSearchMarket(warehouse, { universe: symbols.join(','), known: ['ROC20'] });
  const request: SearchRequest = {
    ...{ universe: symbols.join(','), horizon: 1, budget: 30, islands: 2, finalists: 4, known: ['ROC20'], seed: 1 },
    ...{ proposed: [], periods: usualPeriods(market.sessions) },
  };
  const at = (hour: string) => ({ warehouse, clock: fixedClock(`2024-01-02T${hour}:00:00Z`), jobs: 1 });
  const stop = new AbortController();
  const killed = runDiscovery({ ...request, seed: 2 }, market, {
    ...{ ...at('08'), signal: stop.signal },
    onProgress: ({ done }) => done === 3 && stop.abort(new Error('stopped')),
  });
  const reason = await killed.catch((thrown: unknown) => thrown);
  if (!(reason instanceof Error) || reason.message !== 'stopped') throw new Error('the search was not stopped');
  const finished = await runDiscovery(request, market, at('09'));
  const opened = await openLockbox(finished, market, at('10'));
  const [row] = await warehouse.query<{ stopped: string }>(
    `SELECT search_id AS stopped FROM discovery_searches FINAL WHERE status = 'running'`,
  );
  return { opened, stopped: row!.stopped };
}
