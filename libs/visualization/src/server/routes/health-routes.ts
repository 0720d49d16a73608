import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import type { DashboardContext } from '../context.ts';
import { answers } from '../../api/schemas.ts';

const Status = Type.Object({ status: Type.Literal('ok') });

/** `/healthz`: the process answers. `/readyz`: the warehouse answers too. Neither counts against the rate limit. */
export function healthRoutes({ reader }: DashboardContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    const config = { rateLimit: false } as const;
    app.get('/healthz', { config, schema: { response: answers(Status) } }, async () => ({ status: 'ok' as const }));
    app.get('/readyz', { config, schema: { response: answers(Status) } }, async () => {
      await reader.rows('SELECT 1');
      return { status: 'ok' as const };
    });
  };
}
