import type { Clock } from '@fm/platform';
import { familyOf, recordCandidateCount } from '@fm/results/ledger';
import type { Warehouse } from '@fm/warehouse/rows';
import type { SearchMarket } from '../data/search-market.ts';
import { discover, gateInput, searchId, type DiscoverOptions, type SearchRequest } from '../discover.ts';
import { searchChanged, unfinishedSearch } from '../errors.ts';
import type { TrialsReport } from '../gate/trials.ts';
import { lookIntoLockbox } from '../gate/judge.ts';
import { recordLook } from './lockbox-ledger.ts';
import { epochStore, findSearch, listSearches, recordBegin, recordEnd, type SearchRecord } from './search-records.ts';

/** How a search is performed. */
export interface DiscoveryOptions extends Omit<DiscoverOptions, 'store'> {
  readonly warehouse: Warehouse;
  readonly clock: Clock;
}

/**
 * Searches, or continues where the same search stopped, and keeps everything in the warehouse. A search that is finished is
 * read and not performed again. Its lock-box stays as it is.
 *
 * @throws what `discover` throws
 */
export async function runDiscovery(
  request: SearchRequest,
  market: SearchMarket,
  options: DiscoveryOptions,
): Promise<SearchRecord> {
  const { warehouse, clock, ...how } = options;
  const id = searchId(request, market);
  const head = { id, request, market };
  const known = (await listSearches(warehouse)).find((search) => search.id === id);
  if (known?.status === 'finished') return known;
  if (known === undefined) await recordBegin(warehouse, head, clock);
  const report = await discover(request, market, { ...how, store: epochStore(warehouse, id) });
  // Before the search is finished: one that is killed here is read as unfinished and counted when it continues.
  await countCandidates(warehouse, id, request, market, report.trials, clock);
  await recordEnd(warehouse, head, clock, report);
  return findSearch(warehouse, id);
}

/** Every formula that was evaluated is a trial of the ledger: as a number with its distribution, not a row each. */
function countCandidates(
  warehouse: Warehouse,
  id: string,
  { universe, horizon, budget, islands, seed }: SearchRequest,
  { synthetic }: SearchMarket,
  { distinct, effective, withT, meanT, varianceT }: TrialsReport,
  clock: Clock,
): Promise<void> {
  const settings = { universe, horizon, budget, islands, seed };
  const sharpes = { count: withT, mean: meanT, variance: varianceT };
  const counted = { search: id, candidates: distinct, effective, sharpes, settings };
  return recordCandidateCount(warehouse, familyOf({}, synthetic), counted, clock.now());
}

/**
 * Looks at all finalists of a search in its lock-box. The look is recorded before anything is read, so that one that was
 * interrupted counts; looking again shows the same and counts no further opening.
 *
 * @param market - the market of the search
 * @throws UNFINISHED_SEARCH; SEARCH_CHANGED where the market is not that of the search
 */
export async function openLockbox(
  record: SearchRecord,
  market: SearchMarket,
  { warehouse, clock }: Pick<DiscoveryOptions, 'warehouse' | 'clock'>,
): Promise<SearchRecord> {
  const { id, request, report } = record;
  if (report === undefined) throw unfinishedSearch(id);
  const now = searchId(request, market);
  if (now !== id) throw searchChanged(id, now);
  const formulas = report.finalists.map(({ hash }) => hash);
  await recordLook(warehouse, { id, request, market, formulas }, clock);
  const lockbox = lookIntoLockbox(gateInput(request, market), report.finalists);
  await recordEnd(warehouse, { id, request, market }, clock, report, lockbox);
  return findSearch(warehouse, id);
}
