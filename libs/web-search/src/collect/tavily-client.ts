import { createHttpClient, type HttpClient, type HttpClientOptions } from '@fm/platform/http';
import { keepRefused, type ObjectStore } from '@fm/object-store';
import { apiKeyMissing } from '../errors.ts';

/** The address of the provider; a test points elsewhere. */
export const tavilyEndpoint = 'https://api.tavily.com/search';

const accept = ['application/json'];

/**
 * A client for Tavily: two requests a second at most, JSON only, and the key kept out of every error and stored byte.
 * Responses that are not data are kept under `refused/web-search/`.
 *
 * @param apiKey - key of the account; see `TAVILY_API_KEY`
 * @param store - where refused responses are kept
 * @param options - what to set differently
 * @throws SEARCH_KEY_MISSING when the key is empty
 */
export function tavilyClient(
  apiKey: string | undefined,
  store: ObjectStore,
  options: Partial<HttpClientOptions> = {},
): HttpClient {
  if (apiKey === undefined || apiKey === '') throw apiKeyMissing();
  const client = createHttpClient({
    provider: 'tavily',
    userAgent: 'factor-mining-platform',
    requestsPerSecond: 2,
    accept,
    maxBytes: 8 * 2 ** 20,
    secrets: [apiKey],
    onRawResponse: keepRefused(store, 'web-search', accept),
    ...options,
  });
  return {
    provider: client.provider,
    request: (call) => client.request({ ...call, headers: { ...call.headers, authorization: `Bearer ${apiKey}` } }),
  };
}
