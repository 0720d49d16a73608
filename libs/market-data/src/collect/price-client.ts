import { createHttpClient, type HttpClient, type HttpClientOptions } from '@fm/platform';
import { contentHash, type ObjectStore } from '@fm/object-store';
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
    async onRawResponse(raw) {
      const type = raw.headers['content-type']?.split(';')[0]?.trim() ?? '';
      if (raw.status === 200 && accept.includes(type)) return;
      const day = raw.receivedAt.toISOString().slice(0, 10);
      const key = `refused/market-data/${provider.name}/${day}/${raw.status}-${contentHash(raw.body).slice(0, 32)}`;
      await objectStore.putIfAbsent(key, raw.body, { url: raw.url, status: String(raw.status) });
    },
  });
}
