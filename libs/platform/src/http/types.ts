import type { Clock } from '../clock.ts';
import type { ProviderRegistry } from './provider-gate.ts';
import type { Sleep } from './sleep.ts';

/** One call; everything left out comes from the client's options. */
export interface HttpRequest {
  /** Absolute http(s) address. */
  readonly url: string;
  /** @default 'GET' */
  readonly method?: 'GET' | 'POST' | 'HEAD';
  /** Request headers; values of credential headers are treated as secrets. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Request body; give a `content-type` header with it. */
  readonly body?: string | Uint8Array;
  /** Media types the response may have, such as `application/json`. @default the client's */
  readonly accept?: readonly string[];
  /** Largest decoded body in bytes. @default the client's */
  readonly maxBytes?: number;
  /** Milliseconds from the request to the last byte of the body. @default the client's */
  readonly timeoutMs?: number;
  /** Ends the call, waits included. */
  readonly signal?: AbortSignal;
}

/** A response of a provider as it arrived, before anything looked into it. */
export interface RawResponse {
  readonly provider: string;
  /** Address with secrets removed. */
  readonly url: string;
  readonly status: number;
  /** Response headers that describe the body; cookies and the like are left out. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded body; a secret of ours that the provider echoed is replaced by `[redacted]`. */
  readonly body: Buffer;
  readonly receivedAt: Date;
}

/** A successful (2xx) response with an accepted content type. */
export interface HttpResponse extends RawResponse {
  /** Body as UTF-8 text. */
  text(): string;
  /**
   * Body as JSON.
   *
   * @throws HTTP_NOT_JSON when it is not JSON
   */
  json(): unknown;
}

/** How a provider is called. */
export interface HttpClientOptions {
  /** Name under which all clients of the process share rate, concurrency, pauses and circuit. */
  readonly provider: string;
  /** Declared user agent; treated as a secret in errors and stored objects because it names a person. */
  readonly userAgent: string;
  /** Requests per second over all callers, retries and redirects included. */
  readonly requestsPerSecond: number;
  /** Requests in flight over all callers. @default 1 */
  readonly concurrency?: number;
  /** Milliseconds for one attempt, body included. @default 30_000 */
  readonly timeoutMs?: number;
  /** Largest decoded body in bytes. @default 64 MiB */
  readonly maxBytes?: number;
  /** Media types a response may have. @default any */
  readonly accept?: readonly string[];
  /** Attempts after the first. @default 3 */
  readonly retries?: number;
  /** Base of the exponential backoff in milliseconds; each wait is drawn uniformly below it. @default 500 */
  readonly backoffMs?: number;
  /** Longest backoff, and longest `Retry-After` that is waited for, in milliseconds. @default 900_000 (15 minutes) */
  readonly maxWaitMs?: number;
  /** Status -> milliseconds for which every caller of the provider waits after it. @default none */
  readonly pauseOn?: Readonly<Record<number, number>>;
  /** Attempts after a pause; a provider that still blocks then is an error. @default 1 */
  readonly pauseRetries?: number;
  /** Consecutive failures that open the circuit: later calls fail at once. @default 5 */
  readonly breakAfter?: number;
  /** Milliseconds an open circuit stays open. @default 60_000 */
  readonly breakForMs?: number;
  /** Further secrets (api keys) that must never show. */
  readonly secrets?: readonly string[];
  /** Keeps a response before it is parsed; awaited, and its failure is the call's. */
  readonly onRawResponse?: (response: RawResponse) => Promise<void> | void;
  /** Where shared limits live. @default the registry of the process */
  readonly registry?: ProviderRegistry;
  /** @default the machine's clock */
  readonly clock?: Clock;
  /** Waits; a test passes one that does not. @default a timer */
  readonly sleep?: Sleep;
  /** Uniform draws in [0, 1) for the jitter. @default Math.random */
  readonly random?: () => number;
}

/** Calls one provider within its limits. */
export interface HttpClient {
  readonly provider: string;
  /**
   * @throws HTTP_BLOCKED (401, 403), HTTP_NOT_FOUND (404, 410), HTTP_THROTTLED (429), HTTP_SERVER_FAULT (5xx),
   *   HTTP_STATUS (other), HTTP_CONTENT_TYPE, HTTP_TOO_LARGE, HTTP_TRUNCATED, HTTP_TIMEOUT, HTTP_CONNECTION,
   *   HTTP_REDIRECTS, HTTP_CIRCUIT_OPEN, HTTP_ABORTED, HTTP_ADDRESS
   */
  request(request: HttpRequest): Promise<HttpResponse>;
}
