import type { Clock } from '@fm/platform';
import { discoveryPlacebosTable, nextVersion, type Warehouse } from '@fm/warehouse/rows';
import type { SearchMarket } from '../data/search-market.ts';
import { searchId, type DiscoverOptions } from '../discover.ts';
import { searchChanged, unfinishedSearch } from '../errors.ts';
import type { PlaceboOutcome } from '../placebo/placebo-report.ts';
import { searchPlacebo } from '../placebo/placebo-search.ts';
import { listPlacebos } from './placebo-records.ts';
import { epochStore, momentText, type SearchRecord } from './search-records.ts';

/** How placebo searches are performed. */
export interface PlaceboOptions extends Omit<DiscoverOptions, 'store'> {
  readonly warehouse: Warehouse;
  readonly clock: Clock;
  /** Number of placebo searches that the search is to have. */
  readonly reruns: number;
  /** Called after each that was performed now. */
  readonly onRerun?: (outcome: PlaceboOutcome) => void;
}

/**
 * Performs the placebo searches 1 to `reruns` of a finished search that are not kept yet; one that was stopped continues where
 * it was. They are kept beside the search: its report, its trials in the ledger and the list of searches stay as they are.
 *
 * @param market - the market of the search
 * @throws UNFINISHED_SEARCH; SEARCH_CHANGED where the market is not that of the search; what `searchPlacebo` throws
 */
export async function runPlacebos(
  { id, request, report }: SearchRecord,
  market: SearchMarket,
  { warehouse, clock, reruns, onRerun, ...how }: PlaceboOptions,
): Promise<void> {
  if (report === undefined) throw unfinishedSearch(id);
  const now = searchId(request, market);
  if (now !== id) throw searchChanged(id, now);
  const known = new Set((await listPlacebos(warehouse, id)).map(({ number }) => number));
  for (let number = 1; number <= reruns; number++) {
    if (known.has(number)) continue;
    const storeOf = (placebo: string) => epochStore(warehouse, placebo);
    const outcome = await searchPlacebo(request, market, number, { ...how, storeOf });
    const result = JSON.stringify(outcome);
    await warehouse.insert(discoveryPlacebosTable, [
      { search_id: id, number, finished_at: momentText(clock), result, version: nextVersion() },
    ]);
    onRerun?.(outcome);
  }
}
