import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { CompareQuery, CompareSchema, HealthSchema, RunsPage, RunsQuery, SlicesSchema } from '../api/page-schemas.ts';
import { answers, formatParameter, usualPage } from '../api/schemas.ts';
import { compareFactors } from '../data/compare-factors.ts';
import { readHealth } from '../data/health.ts';
import { pageOf } from '../data/paging.ts';
import { readDurations, readSliceCounts, readSlices, runWithSlices } from '../data/run-list.ts';
import { type DashboardContext, isFresh, notModified, runInWindow } from './context.ts';
import { toCsv } from './csv.ts';
import { csvAnswer, sendCsv } from './csv-answer.ts';

/** What the pages about several factors, about runs and about the data show. */
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
        if (isFresh(request, reply, [run.run, run.version])) return notModified(reply);
        if (format !== 'csv') return reply.send(compared);
        const rows: readonly Record<string, unknown>[] =
          part === 'premia' || part === 'coefficients'
            ? compared[part].flatMap(({ factor, points }) => points.map((point) => ({ factor, ...point })))
            : compared[part];
        return sendCsv(reply, `${part}.csv`, run, rows);
      },
    );

    app.get(
      '/api/v1/runs',
      {
        schema: {
          summary: 'Runs in every state, newest first, with slices, durations and the command that resumes them.',
          querystring: RunsQuery,
          response: csvAnswer(RunsPage),
        },
      },
      async (request, reply) => {
        const { status, page = 1, pageSize = usualPage, order = 'asc', format } = request.query;
        const [runs, counts] = await Promise.all([context.runs.list(), readSliceCounts(reader)]);
        const wanted = runs.filter((run) => status === undefined || run.status === status);
        const rows = (order === 'asc' ? wanted : wanted.toReversed()).map((run) =>
          runWithSlices(run, counts.get(run.run)),
        );
        if (format === 'csv')
          return reply.type('text/csv; charset=utf-8').send(toCsv(Object.keys(rows[0] ?? {}), rows));
        const part = pageOf(rows, page, pageSize);
        return reply.send({
          ...part,
          durations: await readDurations(
            reader,
            part.rows.map(({ run }) => run),
          ),
        });
      },
    );

    app.get(
      '/api/v1/runs/:run/slices',
      {
        schema: {
          summary: 'Every slice of a run: stage, attempts, rows, time and error.',
          params: Type.Object({ run: Type.String({ minLength: 1, maxLength: 128 }) }),
          querystring: Type.Object({ format: formatParameter }, { additionalProperties: false }),
          response: csvAnswer(SlicesSchema),
        },
      },
      async (request, reply) => {
        const run = await context.runs.find(request.params.run);
        const rows = await readSlices(reader, run.run);
        return request.query.format === 'csv' ? sendCsv(reply, 'slices.csv', run, rows) : reply.send({ run, rows });
      },
    );

    app.get(
      '/api/v1/data',
      { schema: { summary: 'Deliveries, prices by stock, quarantine and coverage.', response: answers(HealthSchema) } },
      async () => readHealth(reader),
    );
  };
}
