import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { FmError } from '@fm/platform';
import { NavigationQuery, NavigationSchema } from '../../api/navigation-schemas.ts';
import { answers } from '../../api/schemas.ts';
import { readSparkLines } from '../../data/spark-lines.ts';
import { verdictRows } from '../../data/verdicts.ts';
import { type DashboardContext, isKnown, runOf } from '../context.ts';

/** What the list of factors beside every page shows. */
export function navigationRoutes(context: DashboardContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/api/v1/navigation',
      {
        schema: {
          summary: 'Every factor of a run with its type, its verdict and a line of its long-short wealth.',
          querystring: NavigationQuery,
          response: answers(NavigationSchema),
        },
      },
      async (request, reply) => {
        // A warehouse without a complete run has nothing to list, which is not the caller's fault.
        const run = await runOf(context, request.query).catch(noneYet);
        if (run === undefined) return reply.send({ run: '', factors: [] });
        if (await isKnown(context, request, reply, run)) return reply;
        const summaries = await context.cache.summaries(run);
        const lines = await readSparkLines(context.reader, run.run);
        const factors = verdictRows(run, summaries).map(({ factor, factorType, belief }) => ({
          ...{ factor, factorType, belief, line: lines.get(factor) ?? [] },
        }));
        return reply.send({ run: run.run, factors });
      },
    );
  };
}

function noneYet(thrown: unknown): undefined {
  if (thrown instanceof FmError && thrown.code === 'NO_RUN_YET') return undefined;
  throw thrown;
}
