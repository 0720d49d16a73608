import { FmError, type Clock } from '@fm/platform';
import type { HttpClient } from '@fm/platform/http';
import { keyPart, type ObjectStore } from '@fm/object-store';
import { loadArticleObject } from '../load/load-object.ts';
import type { LoadDeps, LoadedSearch } from '../load/load-search.ts';
import { searchRequest, type Company } from '../tavily/request.ts';
import { tavilyEndpoint } from './tavily-client.ts';

/** Everything collecting needs. */
export interface CollectDeps {
  readonly http: HttpClient;
  readonly store: ObjectStore;
  readonly clock: Clock;
  /** Loads each response as it comes; without it the stored object waits for its own delivery. */
  readonly load?: LoadDeps;
  /** @default the provider's address */
  readonly endpoint?: string;
}

/** What to search for. */
export interface CollectRequest {
  readonly companies: readonly Company[];
  /** Days of publication, `YYYY-MM-DD`. */
  readonly days: readonly string[];
  /** Names this round of collection; the same slot again searches only what it does not have yet. @default this hour */
  readonly slot?: Date;
  /** Called for each search when it is done. */
  readonly onSearch?: (outcome: SearchOutcome) => void;
}

/** The outcome of one search. */
export interface SearchOutcome {
  readonly symbol: string;
  readonly day: string;
  readonly key: string;
  readonly status: 'fetched' | 'unchanged' | 'failed';
  /** Why it failed. */
  readonly error?: FmError;
  readonly loaded?: LoadedSearch;
}

/** Errors that concern only one search; after any other every further search would fail the same way. */
const ofOneSearch =
  /^(SEARCH_|BEDROCK_|OBJECT_CORRUPT|HTTP_(NOT_FOUND|THROTTLED|SERVER_FAULT|STATUS|CONTENT_TYPE|TOO_LARGE|TRUNCATED|TIMEOUT|CONNECTION|REDIRECTS))/;

/**
 * Searches the news for every company and day, keeps every response unchanged under
 * `web-search/tavily/SYMBOL/DAY/SLOT.json`, and loads it on request. A search that fails is reported and the others go
 * on; where the provider refuses the key or cannot be reached, or the store is full, the others fail with the same reason
 * and nothing more is asked.
 *
 * @returns one outcome per company and day
 */
export async function collectArticles(deps: CollectDeps, request: CollectRequest): Promise<SearchOutcome[]> {
  const slot = slotName(request.slot ?? startOfHour(deps.clock.now()));
  const outcomes: SearchOutcome[] = [];
  let stopped: FmError | undefined;
  for (const company of request.companies) {
    for (const day of request.days) {
      const key = `web-search/tavily/${keyPart(company.symbol)}/${day}/${slot}.json`;
      const outcome: SearchOutcome =
        stopped === undefined
          ? await collectOne(deps, company, day, key)
          : { symbol: company.symbol, day, key, status: 'failed', error: stopped };
      request.onSearch?.(outcome);
      outcomes.push(outcome);
      if (outcome.error !== undefined && !ofOneSearch.test(outcome.error.code)) stopped ??= outcome.error;
    }
  }
  return outcomes;
}

async function collectOne(deps: CollectDeps, company: Company, day: string, key: string): Promise<SearchOutcome> {
  const search = { symbol: company.symbol, day, key };
  try {
    const status = (await deps.store.head(key)) === undefined ? await fetchRaw(deps, company, day, key) : 'unchanged';
    if (deps.load === undefined) return { ...search, status };
    const loaded = await loadArticleObject({ ...deps.load, store: deps.store }, key);
    return { ...search, status, ...(loaded === undefined ? {} : { loaded }) };
  } catch (error) {
    if (!(error instanceof FmError)) throw error;
    return { ...search, status: 'failed', error };
  }
}

async function fetchRaw(
  deps: CollectDeps,
  company: Company,
  day: string,
  key: string,
): Promise<'fetched' | 'unchanged'> {
  const response = await deps.http.request({
    url: deps.endpoint ?? tavilyEndpoint,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(searchRequest(company, day)),
  });
  const { stored } = await deps.store.putIfAbsent(key, response.body, {
    symbol: company.symbol,
    day,
    'collected-at': response.receivedAt.toISOString(),
  });
  return stored ? 'fetched' : 'unchanged';
}

function startOfHour(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / 3_600_000) * 3_600_000);
}

/** `20251201T210000Z` */
function slotName(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}
