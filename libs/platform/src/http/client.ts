import { setTimeout as timer } from 'node:timers/promises';
import { systemClock } from '../clock.ts';
import type { FmError } from '../errors.ts';
import { httpAborted, httpAddress, httpContentType, httpNotJson, httpStatus } from './errors.ts';
import { exchange } from './exchange.ts';
import { processProviders, type Attempted } from './provider-gate.ts';
import { describingHeaders, redact, redactBody, secretsOf } from './redact.ts';
import { retryAfterMs } from './retry-after.ts';
import type { Sleep } from './sleep.ts';
import type { HttpClient, HttpClientOptions, HttpRequest, HttpResponse, RawResponse } from './types.ts';

const timerSleep: Sleep = async (milliseconds, signal) => {
  await timer(milliseconds, undefined, signal === undefined ? {} : { signal });
};

type Attempt = Attempted &
  (
    | { readonly response: HttpResponse }
    | {
        readonly error: FmError;
        readonly retriable: boolean;
        readonly pausedMs: number;
        readonly askedMs: number | undefined;
      }
  );

/**
 * A client of one provider: shared rate and concurrency, timeouts, retries with full jitter that honour `Retry-After`,
 * pauses and a circuit for the whole process, size and content-type checks. Every response is handed to
 * `onRawResponse` before anything else looks at it. Secrets never show in errors or kept responses.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { provider, clock = systemClock, sleep = timerSleep, random = Math.random } = options;
  const { retries = 3, pauseRetries = 1, backoffMs = 500, maxWaitMs = 900_000, pauseOn = {} } = options;
  const gate = (options.registry ?? processProviders).gate(provider, {
    requestsPerSecond: options.requestsPerSecond,
    concurrency: options.concurrency ?? 1,
    breakAfter: options.breakAfter ?? 5,
    breakForMs: options.breakForMs ?? 60_000,
  });

  async function attempt(request: HttpRequest, url: URL): Promise<Attempt> {
    const accept = request.accept ?? options.accept ?? [];
    const headers = lowerCased({
      'user-agent': options.userAgent,
      ...(accept.length > 0 ? { accept: accept.join(', ') } : {}),
      ...request.headers,
    });
    const secrets = secretsOf(url, headers, [...(options.secrets ?? []), options.userAgent]);
    const clean = (text: string) => redact(text, secrets);
    const where = clean(url.href);
    const result = await exchange({
      url,
      method: request.method ?? 'GET',
      headers,
      body: request.body,
      maxBytes: request.maxBytes ?? options.maxBytes ?? 64 * 2 ** 20,
      timeoutMs: request.timeoutMs ?? options.timeoutMs ?? 30_000,
      signal: request.signal,
      admit: () => gate.admit(clock, sleep, request.signal),
      clean,
    });
    if ('error' in result) return { ...result, breaksCircuit: result.retriable, pausedMs: 0, askedMs: undefined };
    const raw: RawResponse = {
      provider,
      url: where,
      status: result.status,
      headers: describingHeaders(result.headers),
      body: redactBody(result.body, secrets),
      receivedAt: clock.now(),
    };
    await options.onRawResponse?.(raw);
    if (raw.status < 200 || raw.status > 299) return refused(raw, where);
    const error = contentTypeFault(raw, accept, where);
    if (error !== undefined) return { error, retriable: false, breaksCircuit: false, pausedMs: 0, askedMs: undefined };
    return { response: readable(raw, where), breaksCircuit: false };
  }

  function refused(raw: RawResponse, where: string): Attempt {
    const askedMs = retryAfterMs(raw.headers['retry-after'], clock.now());
    const pausedMs = pauseOn[raw.status] ?? 0;
    if (pausedMs > 0) gate.pauseUntil(clock.now().getTime() + Math.max(pausedMs, Math.min(askedMs ?? 0, maxWaitMs)));
    const transient = raw.status === 408 || raw.status === 425 || raw.status === 429 || raw.status >= 500;
    return {
      error: httpStatus(raw.status, where),
      retriable: transient || pausedMs > 0,
      breaksCircuit: transient,
      pausedMs,
      askedMs,
    };
  }

  async function request(call: HttpRequest): Promise<HttpResponse> {
    if (!/^https?:/i.test(call.url) || !URL.canParse(call.url)) throw httpAddress(provider);
    const url = new URL(call.url);
    let pauses = 0;
    for (let tried = 0; ; tried += 1) {
      const result = await gate.run(() => attempt(call, url));
      if ('response' in result) return result.response;
      if (result.pausedMs > 0) pauses += 1;
      const waitMs = Math.max(random() * Math.min(maxWaitMs, backoffMs * 2 ** tried), result.askedMs ?? 0);
      const giveUp = !result.retriable || tried >= retries || pauses > pauseRetries || waitMs > maxWaitMs;
      if (giveUp || call.signal?.aborted === true) throw result.error;
      await sleep(waitMs, call.signal);
    }
  }

  return {
    provider,
    async request(call) {
      try {
        return await request(call);
      } catch (thrown) {
        if (call.signal?.aborted === true) throw httpAborted(provider);
        throw thrown;
      }
    },
  };
}

function contentTypeFault(raw: RawResponse, accept: readonly string[], where: string): FmError | undefined {
  if (accept.length === 0) return undefined;
  const found = (raw.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (accept.includes(found)) return undefined;
  return httpContentType(found === '' ? 'without a content type' : found, accept, where);
}

function readable(raw: RawResponse, where: string): HttpResponse {
  const text = () => raw.body.toString('utf8');
  return {
    ...raw,
    text,
    json: () => {
      try {
        return JSON.parse(text()) as unknown;
      } catch {
        throw httpNotJson(where);
      }
    },
  };
}

function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
