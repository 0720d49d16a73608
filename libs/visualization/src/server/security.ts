import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { foreignHost } from '../errors.ts';

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

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);

export interface SecurityOptions {
  /** Requests per minute from one address. */
  readonly requestsPerMinute: number;
  /** True refuses requests whose Host is not a loopback name, which stops DNS rebinding. */
  readonly loopbackOnly: boolean;
}

/** Headers, rate limit and the check of the host name. */
export async function registerSecurity(app: FastifyInstance, options: SecurityOptions): Promise<void> {
  await app.register(helmet, { contentSecurityPolicy, hsts: !options.loopbackOnly });
  await app.register(rateLimit, { max: options.requestsPerMinute, timeWindow: '1 minute' });
  if (options.loopbackOnly) {
    app.addHook('onRequest', async (request) => {
      if (!loopbackNames.has(request.hostname.replace(/:\d+$/, ''))) throw foreignHost();
    });
  }
}

export function isLoopback(host: string): boolean {
  return loopbackNames.has(host) || host === '::1' || host.startsWith('127.');
}
