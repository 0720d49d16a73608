import { createHttpClient, type HttpClient, type HttpClientOptions } from '@fm/platform/http';
import { keepRefused, type ObjectStore } from '@fm/object-store';
import type { PriceProvider } from './provider.ts';

/** What a test passes in place of the machine's, and who else asks. */
export type ClientSurroundings = Pick<HttpClientOptions, 'registry' | 'clock' | 'sleep' | 'random'> & {
  /** Processes that ask at the same time, each for its share of the rate. @default 1 */
  readonly callers?: number;
};

const oneMinute = 60_000;

/**
 * A client of a price provider within its rate: one request at a time, three attempts with jitter, a minute of silence
 * for all after a 429. Answers that are not data are kept under `refused/`; data are stored by the collector.
 */
export function createPriceClient(
  provider: PriceProvider,
  objectStore: ObjectStore,
  { callers = 1, ...surroundings }: ClientSurroundings = {},
): HttpClient {
  const accept = provider.accept;
  return createHttpClient({
    ...surroundings,
    provider: provider.name,
    userAgent: 'factor-mining-platform',
    requestsPerSecond: provider.requestsPerSecond / callers,
    accept,
    retries: 2,
    backoffMs: 2000,
    pauseOn: { 429: oneMinute },
    onRawResponse: keepRefused(objectStore, `market-data/${provider.name}`, accept),
  });
}
