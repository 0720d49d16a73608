export { createHttpClient } from './client.ts';
export { ProviderRegistry } from './provider-gate.ts';
export type { HttpClient, HttpClientOptions, RawResponse } from './types.ts';
