import { FmError } from '@fm/platform';
import { providerStopped } from '../errors.ts';
import type { FileResult } from '../load/file-result.ts';
import { knownHistory } from './plan.ts';
import type { ProviderName } from './provider.ts';
import { priceProviders } from './providers.ts';
import { Source, type SourceOptions } from './source.ts';

export interface CollectPricesOptions extends SourceOptions {
  readonly symbols: readonly string[];
  /** In the order in which they are asked. @default yahoo, then stooq */
  readonly providers?: readonly ProviderName[];
  readonly onProgress?: (outcome: SymbolOutcome, done: number, total: number) => void;
}

/** The outcome of one symbol. */
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
  readonly failures: readonly ProviderFailure[];
}

/** Why a provider gave nothing. */
export interface ProviderFailure {
  readonly provider: ProviderName;
  readonly code: string;
  readonly message: string;
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

/**
 * Collects daily prices, splits and dividends: asks for what is not known yet, keeps each response unchanged, parses and
 * loads it. A response with a new split or dividend is not loaded; the whole history is asked for instead, so that a
 * series never mixes bases. Where a provider fails the next one is asked; a symbol that fails everywhere is reported and
 * the others continue. Yahoo's data are for personal use.
 */
export async function collectPrices(options: CollectPricesOptions): Promise<CollectPricesSummary> {
  const { symbols, providers = ['yahoo', 'stooq'] } = options;
  const sources = providers.map((name) => new Source(priceProviders[name], options));
  const outcomes: SymbolOutcome[] = [];
  let stopped: FmError | undefined;
  for (const symbol of symbols) {
    options.signal?.throwIfAborted();
    const outcome = await collectSymbol(symbol, sources, options, stopped);
    stopped ??= outcome.stops;
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

/** Errors of one symbol at one provider; any other, such as a full disk, would meet every further symbol too. */
const ofOneSymbol = /^(HTTP_|PRICE_)/;

async function collectSymbol(
  symbol: string,
  sources: readonly Source[],
  { warehouse }: CollectPricesOptions,
  stopped: FmError | undefined,
): Promise<SymbolOutcome & { stops?: FmError }> {
  const failures: ProviderFailure[] = [];
  const skipped: ProviderFailure[] = [];
  let fetched = 0;
  let stops = stopped;
  if (stops !== undefined) failures.push(failureOf(sources[0]!.name, stops));
  for (const source of stops === undefined ? sources : []) {
    if (source.stoppedBy !== undefined) {
      skipped.push(failureOf(source.name, providerStopped(source.name, source.stoppedBy)));
      continue;
    }
    const received = source.received;
    try {
      const { result, refetched } = await source.collect(symbol, await knownHistory(warehouse, symbol));
      fetched += source.received - received;
      return { ...rowCounts(result), symbol, provider: source.name, fetched, refetched, failures };
    } catch (thrown) {
      fetched += source.received - received;
      if (!(thrown instanceof FmError)) throw thrown;
      failures.push(failureOf(source.name, thrown));
      if (ofOneSymbol.test(thrown.code)) continue;
      stops = thrown;
      break;
    }
  }
  const nothing = { rowsNew: 0, rowsUnchanged: 0, rowsQuarantined: 0, rowsDropped: 0, refetched: false };
  const outcome = { ...nothing, symbol, status: 'failed' as const, provider: undefined, fetched };
  return { ...outcome, failures: [...failures, ...skipped], ...(stops !== undefined && { stops }) };
}

function failureOf(provider: ProviderName, { code, message }: FmError): ProviderFailure {
  return { provider, code, message };
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
