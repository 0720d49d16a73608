import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** Whether a request names the user and password: by basic authentication, ClickHouse's headers, or in the address. */
export function isAuthentic(request: IncomingMessage, query: URLSearchParams, expected: Credentials): boolean {
  const given = credentialsOf(request, query);
  return given !== undefined && same(given.user, expected.user) && same(given.password, expected.password);
}

/**
 * Whether the request was made to a loopback name. A page in a browser that reaches the port through a name of its own
 * (DNS rebinding) carries that name here.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/i.test(host);
}

function credentialsOf(request: IncomingMessage, query: URLSearchParams): Credentials | undefined {
  const { authorization } = request.headers;
  if (authorization?.startsWith('Basic ')) {
    const text = Buffer.from(authorization.slice('Basic '.length), 'base64').toString();
    const colon = text.indexOf(':');
    return colon < 0 ? undefined : { user: text.slice(0, colon), password: text.slice(colon + 1) };
  }
  const user = request.headers['x-clickhouse-user'];
  const key = request.headers['x-clickhouse-key'];
  if (typeof user === 'string' && typeof key === 'string') return { user, password: key };
  const named = { user: query.get('user'), password: query.get('password') };
  return named.user === null || named.password === null ? undefined : { user: named.user, password: named.password };
}

function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
