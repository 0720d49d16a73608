import type { FastifyInstance } from 'fastify';
import { invalidRequest } from '../../errors.ts';

/**
 * Refuses numbers beyond what a number can hold (`1e400`, `Infinity`) wherever a request has them: schemas do not compare
 * these with their limits.
 */
export function refuseInfiniteNumbers(app: FastifyInstance): void {
  app.addHook('preHandler', async ({ query, params, body }) => {
    for (const [place, content] of Object.entries({ querystring: query, params, body })) {
      const name = infiniteIn(content);
      if (name !== undefined) throw invalidRequest(`${name || 'the value'} must be a finite number`, place);
    }
  });
}

/** Name of the first value that is not finite, as `a.b`; undefined where every number is. */
function infiniteIn(value: unknown, name = ''): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? undefined : name;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const found = infiniteIn(inner, name === '' ? key : `${name}.${key}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
