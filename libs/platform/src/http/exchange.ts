import type { FmError } from '../errors.ts';
import { httpConnection, httpRedirects, httpTimeout, httpTooLarge, httpTruncated } from './errors.ts';

const mostRedirects = 5;

/** One request on the wire. */
export interface Exchange {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
  readonly maxBytes: number;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
  /** Called before every request that leaves, redirects included. */
  readonly admit: () => Promise<void>;
  /** Text without secrets. */
  readonly clean: (text: string) => string;
}

/** What came back: a complete response, or an error and whether another attempt may help. */
export type ExchangeResult =
  | { readonly headers: Headers; readonly status: number; readonly body: Buffer }
  | { readonly error: FmError; readonly retriable: boolean };

/** Sends a request, follows redirects, and reads the whole body within its limits. */
export async function exchange(call: Exchange): Promise<ExchangeResult> {
  const visited = new Set<string>();
  let url = call.url;
  for (;;) {
    const where = call.clean(url.href);
    if (visited.has(url.href)) return { error: httpRedirects('the redirects form a loop', where), retriable: false };
    if (visited.size > mostRedirects)
      return { error: httpRedirects(`more than ${mostRedirects} redirects`, where), retriable: false };
    visited.add(url.href);
    await call.admit();
    const result = await send(call, url, where);
    if ('error' in result || result.status < 300 || result.status > 399 || result.status === 304) return result;
    const location = result.headers.get('location');
    if (location === null || !URL.canParse(location, url.href))
      return { error: httpRedirects('a redirect without a usable address', where), retriable: false };
    url = new URL(location, url);
  }
}

async function send(call: Exchange, url: URL, where: string): Promise<ExchangeResult> {
  const deadline = AbortSignal.timeout(call.timeoutMs);
  const signal = call.signal === undefined ? deadline : AbortSignal.any([deadline, call.signal]);
  let started = false;
  try {
    const response = await fetch(url.href, {
      method: call.method,
      headers: url.origin === call.url.origin ? call.headers : onlyPublic(call.headers),
      redirect: 'manual',
      signal,
      ...(call.body === undefined ? {} : { body: call.body }),
    });
    started = true;
    const body = await readBody(response, call.maxBytes);
    if (body === undefined) return { error: httpTooLarge(call.maxBytes, where), retriable: false };
    return { headers: response.headers, status: response.status, body };
  } catch (thrown) {
    if (deadline.aborted) return { error: httpTimeout(call.timeoutMs, where), retriable: true };
    const cause = new Error(call.clean(reasonOf(thrown)));
    return { error: started ? httpTruncated(where, cause) : httpConnection(where, cause), retriable: true };
  }
}

/** The decoded body, or undefined when it is larger than `maxBytes`; fetch itself fails on a short body. */
async function readBody(response: Response, maxBytes: number): Promise<Buffer | undefined> {
  if (response.body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.length;
    if (size > maxBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** Headers that may follow a redirect to another origin. */
function onlyPublic(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ['user-agent', 'accept', 'content-type']) {
    const value = headers[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
}

function reasonOf(thrown: unknown): string {
  const { message, cause } = thrown as { message?: unknown; cause?: { code?: unknown; message?: unknown } };
  return [message, cause?.code, cause?.message].filter((part) => typeof part === 'string').join(': ');
}
