import { createHttpClient, type HttpClient, type HttpClientOptions } from '@fm/platform/http';
import { keepRefused, type ObjectStore } from '@fm/object-store';
import type { PriceProvider } from './provider.ts';

/** What a test passes in place of the machine's. */
export type ClientSurroundings = Pick<HttpClientOptions, 'registry' | 'clock' | 'sleep' | 'random'>;

const oneMinute = 60_000;

/**
 * A client of a price provider within its rate: one request at a time, three attempts with jitter, a minute of silence
 * for all after a 429. Answers that are no data are kept under `refused/`; data are stored by the collector.
 */
export function createPriceClient(
  provider: PriceProvider,
  objectStore: ObjectStore,
  surroundings: ClientSurroundings = {},
): HttpClient {
  const accept = provider.accept;
  return createHttpClient({
    ...surroundings,
    provider: provider.name,
    userAgent: 'factor-mining-platform',
    requestsPerSecond: provider.requestsPerSecond,
    accept,
    retries: 2,
    backoffMs: 2000,
    pauseOn: { 429: oneMinute },
    onRawResponse: keepRefused(objectStore, `market-data/${provider.name}`, accept),
  });
}
