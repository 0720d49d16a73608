import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { SearchesSchema, SearchSchema } from '../../api/search-schemas.ts';
import { answers, formatParameter } from '../../api/schemas.ts';
import { readSearch, readSearches } from '../../data/searches.ts';
import { toCsv } from '../answers/csv.ts';
import { csvAnswer } from '../answers/csv-answer.ts';
import type { DashboardContext } from '../context.ts';

/** Searches for formulas: what they tried, what was left at the end, and which lock-boxes were opened. */
export function searchRoutes({ reader }: DashboardContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/api/v1/searches',
      {
        schema: {
          summary: 'Searches for formulas and the openings of their lock-boxes.',
          response: answers(SearchesSchema),
        },
      },
      async (_request, reply) => {
        reply.header('cache-control', 'no-store');
        return readSearches(reader);
      },
    );

    app.get(
      '/api/v1/searches/:search',
      {
        schema: {
          summary: 'One search: its islands, all that it tried, and its finalists in the three periods.',
          params: Type.Object({ search: Type.String({ minLength: 1, maxLength: 128 }) }),
          querystring: Type.Object({ format: formatParameter }, { additionalProperties: false }),
          response: csvAnswer(SearchSchema),
        },
      },
      async (request, reply) => {
        const search = await readSearch(reader, request.params.search);
        reply.header('cache-control', 'no-store');
        if (request.query.format !== 'csv') return reply.send(search);
        const rows = (search.found?.finalists ?? []).map((one) => ({
          ...{ search: search.id, number: one.number, formula: one.formula, verdict: one.verdict },
          ...{ discoveryCoefficient: one.discovery.coefficient, discoveryT: one.discovery.t },
          ...{ validationCoefficient: one.validation.coefficient, validationT: one.validation.t },
          ...{ familyWiseP: one.familyWiseP, falseDiscoveryP: one.falseDiscoveryP },
          ...{ lockboxCoefficient: one.lockbox?.coefficient ?? null, lockboxT: one.lockbox?.t ?? null },
          ...{ lockboxP: one.lockboxP, deflated: one.deflated, turnover: one.turnover, lookBack: one.lookBack },
        }));
        reply.header('content-disposition', 'attachment; filename="finalists.csv"');
        return reply.type('text/csv; charset=utf-8').send(toCsv(Object.keys(rows[0] ?? {}), rows));
      },
    );
  };
}
