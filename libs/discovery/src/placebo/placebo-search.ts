import type { SearchMarket } from '../data/search-market.ts';
import { discover, gateInput, searchId, type DiscoverOptions, type SearchRequest } from '../discover.ts';
import type { EpochStore } from '../search/run-search.ts';
import { placeboBudget, smallestP, type PlaceboOutcome } from './placebo-report.ts';
import { placeboMarket } from './reassign.ts';

/** How a placebo search is performed. */
export interface PlaceboSearchOptions extends Omit<DiscoverOptions, 'store'> {
  /** Where the epochs of a search are kept, by its identity. */
  readonly storeOf: (id: string) => EpochStore;
}

/**
 * Performs one placebo search: the whole procedure, search and gate, with a tenth of the budget, over the market in which
 * sessions have the returns of other sessions.
 *
 * @throws what `discover` throws; WRONG_SEARCH where there are too few sessions
 */
export async function searchPlacebo(
  request: SearchRequest,
  market: SearchMarket,
  number: number,
  { storeOf, ...how }: PlaceboSearchOptions,
): Promise<PlaceboOutcome> {
  const { discovery, validation } = gateInput(request, market).sessions;
  // The first signal of the discovery period earns the return of the session after it.
  const over = placeboMarket(market, discovery.from + 1, validation.end, number);
  const own = { ...request, budget: placeboBudget(request) };
  const report = await discover(own, over, { ...how, store: storeOf(searchId(own, over)) });
  return { number, distinct: report.trials.distinct, smallestP: smallestP(report) };
}
