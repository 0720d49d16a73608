import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { FactorParams, WindowQuery } from '../../api/factor-schemas.ts';
import { answers, runParameter } from '../../api/schemas.ts';
import { factorSheet } from '../../sheet/factor-sheet.ts';
import { type DashboardContext, isKnown, runOf } from '../context.ts';

/** A factor's page as one self-contained file. */
export function reportRoutes(context: DashboardContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/api/v1/factors/:factor/report',
      {
        schema: {
          summary: 'The tear sheet of a factor: every chart with its numbers as one self-contained HTML file.',
          params: FactorParams,
          querystring: Type.Object(
            { run: runParameter, start: WindowQuery.properties.start, end: WindowQuery.properties.end },
            { additionalProperties: false },
          ),
          response: { ...answers(Type.String()), 200: { content: { 'text/html': { schema: Type.String() } } } },
        },
      },
      async (request, reply) => {
        const { factor } = request.params;
        const run = await runOf(context, request.query);
        if (await isKnown(context, request, reply, run)) return reply;
        const sheet = await factorSheet(context, run, factor, request.query);
        return reply
          .header('content-disposition', `attachment; filename="${factor.replaceAll(/[^\w.-]/g, '_')}.html"`)
          .type('text/html; charset=utf-8')
          .send(sheet);
      },
    );
  };
}
