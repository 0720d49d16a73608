import { FmError, messageOf, systemClock, type HttpClient } from '@fm/platform';
import type { ObjectStore } from '@fm/object-store';
import type { Warehouse } from '@fm/warehouse';
import { noPricesInAnswer } from '../errors.ts';
import type { FileResult } from '../load/file-result.ts';
import { loadPriceObject } from './load-price-object.ts';
import { hasNewEvent, knownHistory, rangeFor } from './plan.ts';
import { createPriceClient, type ClientSurroundings } from './price-client.ts';
import { priceObjectKey } from './price-object.ts';
import type { PriceProvider, PriceRange, ProviderName } from './provider.ts';
import { priceProviders } from './providers.ts';

export interface CollectPricesOptions extends ClientSurroundings {
  readonly warehouse: Warehouse;
  /** Where responses are kept as they came. */
  readonly objectStore: ObjectStore;
  readonly symbols: readonly string[];
  /** First day to ask for, ISO. @default two weeks before the last known day; the whole history of a new symbol */
  readonly since?: string | undefined;
  /** In the order in which they are asked. @default yahoo, then stooq */
  readonly providers?: readonly ProviderName[];
  /** Addresses in place of the public ones. */
  readonly origins?: Partial<Record<ProviderName, string>>;
  readonly onProgress?: (outcome: SymbolOutcome, done: number, total: number) => void;
  readonly signal?: AbortSignal | undefined;
}

/** What became of one symbol. */
export interface SymbolOutcome {
  readonly symbol: string;
  readonly status: 'new' | 'unchanged' | 'quarantined' | 'failed';
  /** Provider of the rows; undefined when all failed. */
  readonly provider: ProviderName | undefined;
  /** Responses received. */
  readonly fetched: number;
  /** Whether the whole history was asked for again because of a new split or dividend. */
  readonly refetched: boolean;
  readonly rowsNew: number;
  readonly rowsUnchanged: number;
  readonly rowsQuarantined: number;
  readonly rowsDropped: number;
  /** Why a provider gave nothing, in the order they were asked. */
  readonly failures: readonly { readonly provider: ProviderName; readonly code: string; readonly message: string }[];
}

/** What a run did. */
export interface CollectPricesSummary {
  readonly symbols: readonly SymbolOutcome[];
  readonly fetched: number;
  readonly new: number;
  readonly unchanged: number;
  readonly quarantined: number;
  readonly failed: number;
}

/** A provider that failed this often in a row is not asked again in the run. */
const failuresToStop = 3;

/**
 * Collects daily prices, splits and dividends: asks for what is not known yet, keeps each response unchanged, parses and
 * loads it. A response with a new split or dividend is not loaded; the whole history is asked for instead, so that a
 * series never mixes bases. Where a provider fails the next one is asked; a symbol that fails everywhere is reported and
 * the others go on. Yahoo's data are for personal use.
 */
export async function collectPrices(options: CollectPricesOptions): Promise<CollectPricesSummary> {
  const { symbols, providers = ['yahoo', 'stooq'] } = options;
  const sources = providers.map((name) => new Source(priceProviders[name], options));
  const outcomes: SymbolOutcome[] = [];
  for (const symbol of symbols) {
    options.signal?.throwIfAborted();
    const outcome = await collectSymbol(symbol, sources, options);
    outcomes.push(outcome);
    options.onProgress?.(outcome, outcomes.length, symbols.length);
  }
  const having = (status: SymbolOutcome['status']): number => outcomes.filter((one) => one.status === status).length;
  return {
    symbols: outcomes,
    fetched: outcomes.reduce((sum, { fetched }) => sum + fetched, 0),
    new: having('new'),
    unchanged: having('unchanged'),
    quarantined: having('quarantined'),
    failed: having('failed'),
  };
}

async function collectSymbol(
  symbol: string,
  sources: readonly Source[],
  { warehouse }: CollectPricesOptions,
): Promise<SymbolOutcome> {
  const failures: { provider: ProviderName; code: string; message: string }[] = [];
  let fetched = 0;
  for (const source of sources) {
    if (source.isStopped) continue;
    const received = source.received;
    try {
      const { result, refetched } = await source.collect(symbol, await knownHistory(warehouse, symbol));
      fetched += source.received - received;
      return { ...rowCounts(result), symbol, provider: source.name, fetched, refetched, failures };
    } catch (thrown) {
      fetched += source.received - received;
      const code = thrown instanceof FmError ? thrown.code : 'UNEXPECTED';
      if (!code.startsWith('HTTP_') && !code.startsWith('PRICE_')) throw thrown;
      failures.push({ provider: source.name, code, message: messageOf(thrown) });
    }
  }
  const nothing = { rowsNew: 0, rowsUnchanged: 0, rowsQuarantined: 0, rowsDropped: 0 };
  return { ...nothing, symbol, status: 'failed', provider: undefined, fetched, refetched: false, failures };
}

function rowCounts(
  result: FileResult,
): Omit<SymbolOutcome, 'symbol' | 'provider' | 'fetched' | 'refetched' | 'failures'> {
  const rowsNew = result.rowsNew + result.rowsRestated;
  const { rowsUnchanged, rowsQuarantined, rowsDropped } = result;
  const dropped = Object.values(rowsDropped).reduce((sum, count) => sum + count, 0);
  const status = rowsNew > 0 ? 'new' : rowsQuarantined > 0 ? 'quarantined' : 'unchanged';
  return { status, rowsNew, rowsUnchanged, rowsQuarantined, rowsDropped: dropped };
}

/** One provider during a run. */
class Source {
  readonly name: ProviderName;
  received = 0;
  #failures = 0;
  readonly #provider: PriceProvider;
  readonly #options: CollectPricesOptions;
  readonly #http: HttpClient;

  constructor(provider: PriceProvider, options: CollectPricesOptions) {
    this.name = provider.name;
    this.#provider = provider;
    this.#options = options;
    const { registry, clock, sleep, random } = options;
    const given = Object.entries({ registry, clock, sleep, random }).filter(([, value]) => value !== undefined);
    this.#http = createPriceClient(provider, options.objectStore, Object.fromEntries(given) as ClientSurroundings);
  }

  get isStopped(): boolean {
    return this.#failures >= failuresToStop;
  }

  async collect(
    symbol: string,
    known: Awaited<ReturnType<typeof knownHistory>>,
  ): Promise<{ result: FileResult; refetched: boolean }> {
    const { warehouse, objectStore, clock = systemClock, since } = this.#options;
    try {
      const range = rangeFor(known, this.name, clock.now(), since);
      const first = await this.#fetch(symbol, range);
      const partial = range.from !== undefined && known.lastDay !== undefined;
      if (partial && (await hasNewEvent(warehouse, symbol, first.actions))) {
        return { result: await this.#whole(symbol, range.to), refetched: true };
      }
      const { result } = await loadPriceObject({ warehouse, objectStore, key: first.key });
      this.#failures = 0;
      if (result.rowsDropped.other_basis === 0) return { result, refetched: false };
      return { result: await this.#whole(symbol, range.to), refetched: true };
    } catch (thrown) {
      if (!(thrown instanceof FmError && thrown.code === 'HTTP_NOT_FOUND')) this.#failures++;
      throw thrown;
    }
  }

  async #whole(symbol: string, to: string): Promise<FileResult> {
    const { warehouse, objectStore } = this.#options;
    const { key } = await this.#fetch(symbol, { from: undefined, to });
    return (await loadPriceObject({ warehouse, objectStore, key })).result;
  }

  /** Fetches and keeps a response; one without any row is kept, put in quarantine and an error. */
  async #fetch(symbol: string, range: PriceRange): Promise<{ key: string; actions: Parsed['actions'] }> {
    const { warehouse, objectStore, origins, signal } = this.#options;
    const origin = origins?.[this.name] ?? this.#provider.origin;
    const url = `${origin}${this.#provider.path(symbol, range)}`;
    const response = await this.#http.request({ url, ...(signal !== undefined && { signal }) });
    this.received++;
    const name = { provider: this.name, symbol, receivedAt: response.receivedAt };
    const key = priceObjectKey(name, response.body);
    await objectStore.putIfAbsent(key, response.body, { url: response.url });
    const { rejected, rowsRead, actions } = this.#provider.parse(response.body, symbol, response.receivedAt);
    const fault = rejected.find(({ isRow }) => !isRow);
    if (fault !== undefined && rowsRead === 0) {
      await loadPriceObject({ warehouse, objectStore, key });
      throw noPricesInAnswer(symbol, fault.code, fault.what);
    }
    return { key, actions };
  }
}

type Parsed = ReturnType<PriceProvider['parse']>;
