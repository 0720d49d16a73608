import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { systemClock } from '@fm/platform';
import { factorBook } from '@fm/portfolio/book';
import { BookBody, BookQuery, BookSchema } from '../../api/book-schemas.ts';
import { FactorParams } from '../../api/factor-schemas.ts';
import { answers } from '../../api/schemas.ts';
import { bookAnswer } from '../../data/factor-book.ts';
import { bookNotAllowed } from '../../errors.ts';
import type { StartPermission } from '../../operations/run-starter.ts';
import { type DashboardContext, runOf } from '../context.ts';
import { asAnswer, mayWrite, refuseForeignOrigin } from '../access/may-start.ts';

/** A factor held as a book: looking at one is a trial, so it is computed on request and counted, never shown unasked. */
export function bookRoutes(
  context: DashboardContext,
  permission: StartPermission | undefined,
): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.addHook('onRequest', async (request) => {
      if (request.method === 'POST') refuseForeignOrigin(request);
    });

    app.post(
      '/api/v1/factors/:factor/book',
      {
        config: { rateLimit: { max: 60, timeWindow: '1 minute' } },
        schema: {
          summary:
            'The factor held as a book with costs, over the sample of the run. It counts as a trial in the ledger.',
          params: FactorParams,
          querystring: BookQuery,
          body: BookBody,
          response: answers(BookSchema),
        },
      },
      async (request, reply) => {
        if (permission?.write === undefined || !mayWrite(request, permission)) throw bookNotAllowed();
        const { run } = await runOf(context, request.query);
        const { factor } = request.params;
        const { rebalance, longOnly, buy, weighting } = request.body;
        const asked = {
          ...{ factor, run },
          ...(rebalance !== undefined && { rebalance }),
          ...(longOnly !== undefined && { longOnly }),
          ...(buy !== undefined && { buy }),
          ...(weighting !== undefined && { weighting }),
        };
        reply.header('cache-control', 'no-store');
        try {
          return bookAnswer(await permission.write((to) => factorBook(to, asked, systemClock)));
        } catch (thrown) {
          throw asAnswer(thrown);
        }
      },
    );
  };
}
