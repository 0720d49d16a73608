export { createHttpClient } from './client.ts';
export { ProviderRegistry } from './provider-gate.ts';
export type { Sleep } from './sleep.ts';
export type { HttpClient, HttpClientOptions, HttpRequest, HttpResponse, RawResponse } from './types.ts';
