import { createHttpClient, type HttpClient, type HttpClientOptions } from '@fm/platform/http';
import { keepRefused, type ObjectStore } from '@fm/object-store';

const tenMinutes = 600_000;

export interface SecClientOptions extends Pick<HttpClientOptions, 'registry' | 'clock' | 'sleep' | 'random'> {
  /** Declared user agent: `Name mail@domain`, as the SEC asks for. */
  readonly userAgent: string;
  /** Where refused responses are kept. */
  readonly objectStore: ObjectStore;
  /** @default 5: the SEC allows ten in all, however many machines a user has */
  readonly requestsPerSecond?: number;
}

/**
 * A client of the SEC within its rules of fair access: one request at a time, five a second, and ten minutes of silence
 * for the whole process after a 403 or 429. Responses that are not data (blocks, pages, faults) are kept under `refused/`;
 * data are stored by the collector, unchanged, before they are parsed.
 *
 * @see https://www.sec.gov/os/accessing-edgar-data
 */
export function createSecClient(options: SecClientOptions): HttpClient {
  const { objectStore, requestsPerSecond = 5, ...rest } = options;
  const accept = ['application/json'];
  return createHttpClient({
    ...rest,
    provider: 'sec',
    requestsPerSecond,
    concurrency: 1,
    accept,
    maxBytes: 512 * 2 ** 20,
    timeoutMs: 120_000,
    pauseOn: { 403: tenMinutes, 429: tenMinutes },
    onRawResponse: keepRefused(objectStore, 'sec-filing', accept),
  });
}
