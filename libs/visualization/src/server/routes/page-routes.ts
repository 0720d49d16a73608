import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { CompareQuery, CompareSchema, HealthSchema } from '../../api/page-schemas.ts';
import { formatParameter } from '../../api/schemas.ts';
import { compareFactors } from '../../data/compare-factors.ts';
import { readHealth } from '../../data/health.ts';
import { type DashboardContext, isKnown, runInWindow } from '../context.ts';
import { toCsv } from '../answers/csv.ts';
import { csvAnswer, sendCsv } from '../answers/csv-answer.ts';

/** Parts of the health of the data, each a table of its own as CSV. */
const healthParts = ['state', 'deliveries', 'prices', 'quarantine', 'missing', 'coverage'] as const;

/** What the pages about several factors and about the data show. */
export function pageRoutes(context: DashboardContext): FastifyPluginAsyncTypebox {
  const { reader } = context;
  return async (app) => {
    app.get(
      '/api/v1/compare',
      {
        schema: {
          summary: 'Correlations, premia and spanning regressions of the factors of a run.',
          querystring: CompareQuery,
          response: csvAnswer(CompareSchema),
        },
      },
      async (request, reply) => {
        const { factors, format, part = 'correlations' } = request.query;
        const run = await runInWindow(context, request.query);
        const compared = await compareFactors(context, run, request.query, factors);
        if (await isKnown(context, request, reply, run)) return reply;
        if (format !== 'csv') return reply.send(compared);
        const rows: readonly Record<string, unknown>[] =
          part === 'premia' || part === 'coefficients'
            ? compared[part].flatMap(({ factor, points }) => points.map((point) => ({ factor, ...point })))
            : compared[part];
        return sendCsv(reply, `${part}.csv`, run, rows);
      },
    );

    app.get(
      '/api/v1/data',
      {
        schema: {
          summary: 'Deliveries, prices by stock, quarantine and coverage.',
          querystring: Type.Object(
            {
              part: Type.Optional(
                Type.Union(
                  healthParts.map((part) => Type.Literal(part)),
                  { default: 'deliveries' },
                ),
              ),
              format: formatParameter,
            },
            { additionalProperties: false },
          ),
          response: csvAnswer(HealthSchema),
        },
      },
      async (request, reply) => {
        const { part = 'deliveries', format } = request.query;
        const health = await readHealth(reader);
        if (format !== 'csv') return reply.send(health);
        const rows: readonly Record<string, unknown>[] = health[part];
        reply.header('content-disposition', `attachment; filename="${part}.csv"`);
        return reply.type('text/csv; charset=utf-8').send(toCsv(Object.keys(rows[0] ?? {}), rows));
      },
    );
  };
}
