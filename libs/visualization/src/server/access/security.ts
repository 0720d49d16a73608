import { isIP } from 'node:net';
import { hostname } from 'node:os';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { foreignHost } from '../../errors.ts';

/** Everything comes from this server; no inline script or style, no frame, no form to elsewhere. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
};

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

export interface SecurityOptions {
  /** Requests per minute from one user, or from one address where there is no login. */
  readonly requestsPerMinute: number;
  /** Names that the Host header may have, which stops DNS rebinding; see {@link hostNamesOf}. */
  readonly hostNames: readonly string[] | 'any';
  /** Whether browsers are told to come back only over HTTPS. */
  readonly secure: boolean;
}

/** Headers, rate limit and the check of the host name. */
export async function registerSecurity(app: FastifyInstance, options: SecurityOptions): Promise<void> {
  await app.register(helmet, { contentSecurityPolicy, hsts: options.secure });
  const { hostNames } = options;
  if (hostNames !== 'any') {
    app.addHook('onRequest', async (request) => {
      if (!isAllowed(request.hostname.replace(/:\d+$/, ''), hostNames)) throw foreignHost();
    });
  }
  await app.register(rateLimit, {
    max: options.requestsPerMinute,
    timeWindow: '1 minute',
    // The login has identified the caller by now: users behind one load balancer share its address.
    keyGenerator: (request) => request.user?.subject ?? request.ip,
  });
}

/**
 * Names under which a server that listens on an address may be asked for: on the loopback interface the names of that;
 * elsewhere those of the machine, and `address` for every numeric address, since a page that reaches it through a name of
 * its own (DNS rebinding) does not have one.
 */
export function hostNamesOf(host: string): readonly string[] {
  if (isLoopback(host)) return loopbackNames;
  const name = hostname().toLowerCase();
  return [...loopbackNames, name, `${name}.local`, host.toLowerCase(), 'address'];
}

function isAllowed(name: string, allowed: readonly string[]): boolean {
  const isAddress = isIP(name.replace(/^\[|\]$/g, '')) !== 0;
  return allowed.includes(name.toLowerCase()) || (isAddress && allowed.includes('address'));
}

export function isLoopback(host: string): boolean {
  return loopbackNames.includes(host) || host === '::1' || host.startsWith('127.');
}
