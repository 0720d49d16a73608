import type { ObjectStore } from '@fm/object-store';
import { FmError, systemClock } from '@fm/platform';
import type { HttpClient } from '@fm/platform/http';
import type { Warehouse } from '@fm/warehouse';
import { isoOfDay } from '@fm/platform/time';
import { noPricesInAnswer, providersWouldMix } from '../errors.ts';
import type { FileResult } from '../load/file-result.ts';
import { readKnownRows } from '../load/known-rows.ts';
import { loadPriceObject } from './load-price-object.ts';
import { hasNewEvent, rangeFor, type KnownHistory } from './plan.ts';
import { createPriceClient, type ClientSurroundings } from './price-client.ts';
import { priceObjectKey } from './price-object.ts';
import { dayOnOtherBasis } from './provider-switch.ts';
import type { PriceProvider, PriceRange, ProviderName } from './provider.ts';

/** Failures that say something about the symbol and nothing about the provider. */
const aboutTheSymbol: ReadonlySet<string> = new Set(['HTTP_NOT_FOUND', 'PRICE_PROVIDERS_MIX']);

/** A provider that failed this often in a row is not asked again in the run. */
const failuresToStop = 3;

/** What a provider is asked with, and where its answers go. */
export interface SourceOptions extends ClientSurroundings {
  readonly warehouse: Warehouse;
  /** Where responses are kept as they came. */
  readonly objectStore: ObjectStore;
  /** First day to ask for, ISO. @default two weeks before the last known day; the whole history of a new symbol */
  readonly since?: string | undefined;
  /** Addresses in place of the public ones. */
  readonly origins?: Partial<Record<ProviderName, string>>;
  readonly signal?: AbortSignal | undefined;
}

/** One provider during a run. */
export class Source {
  readonly name: ProviderName;
  received = 0;
  #failures = 0;
  #lastFailure = '';
  readonly #provider: PriceProvider;
  readonly #options: SourceOptions;
  readonly #http: HttpClient;

  constructor(provider: PriceProvider, options: SourceOptions) {
    this.name = provider.name;
    this.#provider = provider;
    this.#options = options;
    const { registry, clock, sleep, random, callers } = options;
    const given = Object.entries({ registry, clock, sleep, random, callers }).filter(
      ([, value]) => value !== undefined,
    );
    this.#http = createPriceClient(provider, options.objectStore, Object.fromEntries(given));
  }

  /** Code of the failure after which it is not asked any more; undefined while it is. */
  get stoppedBy(): string | undefined {
    return this.#failures >= failuresToStop ? this.#lastFailure : undefined;
  }

  async collect(symbol: string, known: KnownHistory): Promise<{ result: FileResult; refetched: boolean }> {
    const { warehouse, objectStore, clock = systemClock, since } = this.#options;
    try {
      const range = rangeFor(known, this.name, clock.now(), since);
      const first = await this.#fetch(symbol, range);
      const partial = range.from !== undefined && known.lastDay !== undefined;
      if (partial && (await hasNewEvent(warehouse, symbol, first.actions))) {
        return { result: await this.#whole(symbol, range.to), refetched: true };
      }
      if (known.lastDay !== undefined && known.source !== this.name) await this.#checkSwitch(symbol, known, first.rows);
      const { result } = await loadPriceObject({ warehouse, objectStore, key: first.key });
      this.#failures = 0;
      if (result.rowsDropped.other_basis === 0) return { result, refetched: false };
      return { result: await this.#whole(symbol, range.to), refetched: true };
    } catch (thrown) {
      const code = thrown instanceof FmError ? thrown.code : 'UNEXPECTED';
      if (!aboutTheSymbol.has(code)) {
        this.#failures++;
        this.#lastFailure = code;
      }
      throw thrown;
    }
  }

  /** Refuses a history that would leave another provider's rows beside it on another basis. */
  async #checkSwitch(symbol: string, { source }: { source: string }, rows: Parsed['rows']): Promise<void> {
    const known = (await readKnownRows(this.#options.warehouse, [symbol])).get(symbol);
    const day = known === undefined ? undefined : dayOnOtherBasis(rows, known);
    if (day !== undefined) throw providersWouldMix(symbol, this.name, source, isoOfDay(day));
  }

  async #whole(symbol: string, to: string): Promise<FileResult> {
    const { warehouse, objectStore } = this.#options;
    const { key } = await this.#fetch(symbol, { from: undefined, to });
    return (await loadPriceObject({ warehouse, objectStore, key })).result;
  }

  /** Fetches and keeps a response; one without any row is kept, put in quarantine and an error. */
  async #fetch(symbol: string, range: PriceRange): Promise<{ key: string } & Pick<Parsed, 'actions' | 'rows'>> {
    const { warehouse, objectStore, origins, signal } = this.#options;
    const origin = origins?.[this.name] ?? this.#provider.origin;
    const url = `${origin}${this.#provider.path(symbol, range)}`;
    const response = await this.#http.request({ url, ...(signal !== undefined && { signal }) });
    this.received++;
    const name = { provider: this.name, symbol, receivedAt: response.receivedAt };
    const key = priceObjectKey(name, response.body);
    await objectStore.putIfAbsent(key, response.body, { url: response.url });
    const { rejected, rowsRead, actions, rows } = this.#provider.parse(response.body, symbol, response.receivedAt);
    const fault = rejected.find(({ isRow }) => !isRow);
    if (fault !== undefined && rowsRead === 0) {
      await loadPriceObject({ warehouse, objectStore, key });
      throw noPricesInAnswer(symbol, fault.code, fault.what);
    }
    return { key, actions, rows };
  }
}

type Parsed = ReturnType<PriceProvider['parse']>;
