import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  EventStudiesSchema,
  EventStudySchema,
  FactorParams,
  PerformanceQuery,
  PerformanceSchema,
  RollingBetaSchema,
  SignalSchema,
  WindowQuery,
} from '../../api/factor-schemas.ts';
import { type Ranking, RankingSchema } from '../../api/ranking-schemas.ts';
import { SectorsSchema } from '../../api/sector-schemas.ts';
import { readEventStudies, readRollingBeta, readSignal, summariesOf } from '../../data/factor-evidence.ts';
import { readRanking } from '../../data/ranking.ts';
import { readSectors } from '../../data/sectors.ts';
import { readPerformance } from '../../data/performance.ts';
import { periodOf, rowOfRange } from '../../data/ranges.ts';
import { emptyRange } from '../../errors.ts';
import { type DashboardContext, isKnown, runInWindow } from '../context.ts';
import { csvAnswer, sendCsv } from '../answers/csv-answer.ts';

/** The time series of a factor: returns, information coefficients, betas. */
export function factorSeriesRoutes(context: DashboardContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(
      '/api/v1/factors/:factor/performance',
      {
        schema: {
          summary: 'Compounded returns, drawdown and rolling premium, thinned in the database.',
          params: FactorParams,
          querystring: PerformanceQuery,
          response: csvAnswer(PerformanceSchema),
        },
      },
      async (request, reply) => {
        const { factor } = request.params;
        const run = await runInWindow(context, request.query);
        const period = periodOf(await summariesOf(context, run, factor), request.query);
        if (await isKnown(context, request, reply, run)) return reply;
        const { points = 1500, format, from, to } = request.query;
        if (from !== undefined && to !== undefined && from > to) throw emptyRange(from, to);
        const visible = { ...(from && { start: from }), ...(to && { end: to }) };
        const lines = await readPerformance(context.reader, run.run, factor, period, points, visible);
        if (format !== 'csv') return reply.send({ run: run.run, factor, ...lines });
        return sendCsv(reply, `${factor}-performance.csv`, run, linesOf(lines));
      },
    );

    app.get(
      '/api/v1/factors/:factor/signal',
      {
        schema: {
          summary: 'Information coefficients, quantile returns, turnover and net premium over one date range.',
          params: FactorParams,
          querystring: WindowQuery,
          response: csvAnswer(SignalSchema),
        },
      },
      async (request, reply) => {
        const { factor } = request.params;
        const run = await runInWindow(context, request.query);
        const evidence = await readSignal(context, run, factor, request.query);
        if (await isKnown(context, request, reply, run)) return reply;
        if (request.query.format !== 'csv') return reply.send(evidence);
        return sendCsv(reply, `${factor}-coefficients.csv`, run, evidence.coefficients);
      },
    );

    app.get(
      '/api/v1/factors/:factor/ranking',
      {
        schema: {
          summary:
            'What 1 became in every group, rank autocorrelation, and information coefficients by horizon and by size.',
          params: FactorParams,
          querystring: WindowQuery,
          response: csvAnswer(RankingSchema),
        },
      },
      async (request, reply) => {
        const { factor } = request.params;
        const run = await runInWindow(context, request.query);
        rowOfRange(await summariesOf(context, run, factor), request.query);
        if (await isKnown(context, request, reply, run)) return reply;
        const found = await readRanking(context, run, factor, request.query);
        if (request.query.format !== 'csv') return reply.send(found);
        return sendCsv(reply, `${factor}-ranking.csv`, run, rankingRows(found));
      },
    );

    app.get(
      '/api/v1/factors/:factor/sectors',
      {
        schema: {
          summary: 'Rank information coefficient and spread of a factor within each industry over one date range.',
          params: FactorParams,
          querystring: WindowQuery,
          response: csvAnswer(SectorsSchema),
        },
      },
      async (request, reply) => {
        const { factor } = request.params;
        const run = await runInWindow(context, request.query);
        const found = await readSectors(context, run, factor, request.query);
        // Industries may be ingested after the run, so the answer is not that of the run for good.
        reply.header('cache-control', 'no-store');
        if (request.query.format !== 'csv') return reply.send(found);
        return sendCsv(reply, `${factor}-industries.csv`, run, found.sectors);
      },
    );

    app.get(
      '/api/v1/factors/:factor/events',
      {
        schema: {
          summary: 'Market-adjusted returns around the entries into a leg over one date range.',
          params: FactorParams,
          querystring: WindowQuery,
          response: csvAnswer(EventStudiesSchema),
        },
      },
      async (request, reply) => {
        const { factor } = request.params;
        const run = await runInWindow(context, request.query);
        const found = await readEventStudies(context, run, factor, request.query);
        if (await isKnown(context, request, reply, run)) return reply;
        if (request.query.format !== 'csv') return reply.send(found);
        return sendCsv(reply, `${factor}-events.csv`, run, found.rows, Object.keys(EventStudySchema.properties));
      },
    );

    app.get(
      '/api/v1/factors/:factor/rolling-beta',
      {
        schema: {
          summary: 'Beta of the stocks on the factor over the last 252 sessions: quartiles over stocks.',
          params: FactorParams,
          querystring: WindowQuery,
          response: csvAnswer(RollingBetaSchema),
        },
      },
      async (request, reply) => {
        const { factor } = request.params;
        const run = await runInWindow(context, request.query);
        const period = periodOf(await summariesOf(context, run, factor), request.query);
        if (await isKnown(context, request, reply, run)) return reply;
        const found = await readRollingBeta(context, run, factor, period);
        if (request.query.format !== 'csv') return reply.send(found);
        return sendCsv(reply, `${factor}-rolling-beta.csv`, run, linesOf(found));
      },
    );
  };
}

/** What 1 became in every group, one row per date. */
function rankingRows({ dates, groups }: Ranking): Record<string, unknown>[] {
  return dates.map((date, at) => ({
    date,
    ...Object.fromEntries(groups.map(({ group, wealth }) => [group, wealth[at]])),
  }));
}

/** Lines one below another, one row per point. */
function linesOf(lines: Readonly<Record<string, unknown>>): Record<string, unknown>[] {
  return Object.entries(lines).flatMap(([line, points]) =>
    Array.isArray(points) ? (points as object[]).map((point) => ({ line, ...point })) : [],
  );
}
