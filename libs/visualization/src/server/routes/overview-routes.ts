import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { ledgerSize } from '@fm/results/evidence';
import { Type } from 'typebox';
import { applyFilters, optionsOf } from '../../data/filters.ts';
import { pageOf, sortRows } from '../../data/paging.ts';
import { trialsOf } from '../../data/summaries.ts';
import { verdictRows } from '../../data/verdicts.ts';
import { significanceLimits } from '../../statistics/limits.ts';
import { type DashboardContext, isKnown, runOf } from '../context.ts';
import { csvAnswer, sendCsv } from '../answers/csv-answer.ts';
import {
  answers,
  FilterQuery,
  formatParameter,
  OverviewSchema,
  sortKeys,
  type SummaryRow,
  SummaryPage,
  type SummaryPageBody,
  SummaryQuery,
  usualPage,
  VerdictSchema,
} from '../../api/schemas.ts';

/** What the overview page shows: the points of its charts and the page of its table. */
export function overviewRoutes(context: DashboardContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/api/v1/overview',
      {
        schema: {
          summary: 'Run, filters, number of trials, significance limits, and one point per factor and range.',
          querystring: FilterQuery,
          response: answers(OverviewSchema),
        },
      },
      async (request, reply) => {
        const run = await runOf(context, request.query);
        const runs = await context.runs.list();
        const newer = request.query.run === undefined ? (await context.runs.shown()).newer : undefined;
        const listed = runs.map((each) => each.run + each.version).join();
        if (await isKnown(context, request, reply, run, listed)) return reply;
        const all = await context.cache.summaries(run);
        const ledger = ledgerSize(all);
        const trials = trialsOf(all);
        const points = applyFilters(all, request.query);
        return {
          run,
          runs: runs.filter((each) => !each.archived || each.run === run.run).slice(0, 200),
          ...(newer !== undefined && { newer: newer.run }),
          ...(ledger !== undefined && { ledger }),
          trials,
          limits: significanceLimits(all),
          options: optionsOf(all),
          verdicts: verdictRows(run, points, await context.cache.heldOut(run)),
          points,
        };
      },
    );

    app.get(
      '/api/v1/verdicts',
      {
        schema: {
          summary: 'One row per factor: verdict, premium with interval, adjusted p-values, stability over date ranges.',
          querystring: Type.Object(
            { ...FilterQuery.properties, format: formatParameter },
            { additionalProperties: false },
          ),
          response: csvAnswer(Type.Object({ run: Type.String(), rows: Type.Array(VerdictSchema) })),
        },
      },
      async (request, reply) => {
        const run = await runOf(context, request.query);
        if (await isKnown(context, request, reply, run)) return reply;
        const summaries = applyFilters(await context.cache.summaries(run), request.query);
        const rows = verdictRows(run, summaries, await context.cache.heldOut(run));
        if (request.query.format === 'csv')
          return sendCsv(
            reply,
            'verdicts.csv',
            run,
            rows.map((row) => ({ ...row, caveats: row.caveats.join('; ') })),
            Object.keys(VerdictSchema.properties),
          );
        return reply.send({ run: run.run, rows });
      },
    );

    app.get(
      '/api/v1/summaries',
      {
        schema: {
          summary: 'Results of a run, one row per factor and date range, filtered, sorted and paged.',
          querystring: SummaryQuery,
          response: csvAnswer(SummaryPage),
        },
      },
      async (request, reply) => {
        const {
          sort = 'factor',
          order = 'asc',
          page = 1,
          pageSize = usualPage,
          statistics = true,
          format,
        } = request.query;
        const run = await runOf(context, request.query);
        if (await isKnown(context, request, reply, run)) return reply;
        const rows = sortRows(applyFilters(await context.cache.summaries(run), request.query), sort, order);
        if (format === 'csv')
          return sendCsv(reply, 'summaries.csv', run, rows, [...sortKeys, 'coverage', 'statistics']);
        const part = pageOf(rows, page, pageSize);
        const shown = statistics ? part.rows : part.rows.map(withoutStatistics);
        return reply.send({ run: run.run, ...part, rows: shown });
      },
    );
  };
}

function withoutStatistics(row: SummaryRow): SummaryPageBody['rows'][number] {
  const bare: SummaryPageBody['rows'][number] = { ...row };
  delete bare.statistics;
  delete bare.coverage;
  return bare;
}
