import { inventMarket, type InventedOptions, type SearchMarket } from '@fm/discovery';
import { readSearchMarket, type MarketRequest } from '@fm/discovery/store';
import type { Warehouse } from '@fm/warehouse';

/** The universe of the demonstration search: it is not in a warehouse and is made each time it is asked for. */
export const demoUniverse = 'invented';

/** What is planted in the demonstration search's market. */
export const demoMarket: InventedOptions = {
  seed: 18,
  stocks: 100,
  sessions: 1300,
  planted: [{ formula: '-ts_corr(close, volume, 10)', coefficient: 0.06 }],
};

/** The market of a search. */
export async function marketOf(warehouse: Warehouse, request: MarketRequest): Promise<SearchMarket> {
  return request.universe === demoUniverse ? inventMarket(demoMarket) : readSearchMarket(warehouse, request);
}
