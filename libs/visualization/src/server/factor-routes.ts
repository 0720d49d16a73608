import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { findFactor } from '@fm/factors';
import {
  type DetailRow,
  DetailPage,
  DetailQuery,
  DetailSchema,
  FactorParams,
  FactorSchema,
  PerformanceQuery,
  PerformanceSchema,
  type Run,
  SignalSchema,
  usualPage,
  WindowQuery,
} from '../api/schemas.ts';
import { readDetails } from '../data/details.ts';
import { readFactorPanels } from '../data/factor-panels.ts';
import { optionsOf } from '../data/filters.ts';
import { pageOf, sortRows } from '../data/paging.ts';
import { readPerformance } from '../data/performance.ts';
import { signalEvidence, type Window } from '../data/signal.ts';
import { trialsOf } from '../data/summaries.ts';
import { emptyRange, unknownFactor } from '../errors.ts';
import { significanceLimits } from '../statistics/limits.ts';
import { type DashboardContext, isFresh, notModified, runOf } from './context.ts';
import { csvAnswer, sendCsv } from './csv-answer.ts';

/** Everything about one factor of one run. */
export function factorRoutes(context: DashboardContext): FastifyPluginAsyncTypebox {
  const { reader, cache } = context;

  async function runWith(query: { run?: string } & Window, factor: string): Promise<Run> {
    const { start, end } = query;
    if (start !== undefined && end !== undefined && start > end) throw emptyRange(start, end);
    const run = await runOf(context, query);
    const names = optionsOf(await cache.summaries(run)).factors.map(({ name }) => name);
    if (!names.includes(factor)) throw unknownFactor(factor, names);
    return run;
  }

  return async (app) => {
    app.get(
      '/api/v1/factors/:factor',
      {
        schema: {
          summary: 'Definition of a factor and its result over every date range.',
          params: FactorParams,
          querystring: WindowQuery,
          response: csvAnswer(FactorSchema),
        },
      },
      async (request, reply) => {
        const { factor } = request.params;
        const run = await runWith(request.query, factor);
        if (isFresh(request, reply, [run.run, run.version])) return notModified(reply);
        const all = await cache.summaries(run);
        const summaries = all.filter((row) => row.factor === factor);
        if (request.query.format === 'csv') return sendCsv(reply, `${factor}-ranges.csv`, run, summaries);
        const trials = trialsOf(all);
        return reply.send({
          run,
          factor,
          definition: definitionOf(factor),
          trials,
          limits: significanceLimits(trials.total),
          summaries,
        });
      },
    );

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
        const run = await runWith(request.query, factor);
        if (isFresh(request, reply, [run.run, run.version])) return notModified(reply);
        const lines = await readPerformance(reader, run.run, factor, request.query, request.query.points ?? 1500);
        if (request.query.format !== 'csv') return reply.send({ run: run.run, factor, ...lines });
        const rows = Object.entries(lines).flatMap(([line, points]) =>
          typeof points === 'number' ? [] : points.map((point) => ({ line, ...point })),
        );
        return sendCsv(reply, `${factor}-performance.csv`, run, rows);
      },
    );

    app.get(
      '/api/v1/factors/:factor/signal',
      {
        schema: {
          summary: 'Information coefficients, quantile returns, turnover and net premium; equal weights.',
          params: FactorParams,
          querystring: WindowQuery,
          response: csvAnswer(SignalSchema),
        },
      },
      async (request, reply) => {
        const { factor } = request.params;
        const run = await runWith(request.query, factor);
        if (isFresh(request, reply, [run.run, run.version])) return notModified(reply);
        const evidence = signalEvidence(
          await cache.panels(run, factor, () => readFactorPanels(reader, run.run, factor)),
          request.query,
        );
        if (request.query.format === 'csv')
          return sendCsv(reply, `${factor}-coefficients.csv`, run, evidence.coefficients);
        return reply.send({ run: run.run, factor, ...evidence });
      },
    );

    app.get(
      '/api/v1/factors/:factor/details',
      {
        schema: {
          summary: 'Regression of every stock on the factor, by date range.',
          params: FactorParams,
          querystring: DetailQuery,
          response: csvAnswer(DetailPage),
        },
      },
      async (request, reply) => {
        const { factor } = request.params;
        const { sort, order = 'asc', page = 1, pageSize = usualPage, format, start, end } = request.query;
        const run = await runWith(request.query, factor);
        if (isFresh(request, reply, [run.run, run.version])) return notModified(reply);
        const found = await readDetails(reader, { run: run.run, factor, ...(start && { start }), ...(end && { end }) });
        const rows = sort === undefined ? found : sortRows(found, sort as keyof DetailRow, order);
        if (format === 'csv')
          return sendCsv(reply, `${factor}-stocks.csv`, run, rows, Object.keys(DetailSchema.properties));
        return reply.send({ run: run.run, ...pageOf(rows, page, pageSize) });
      },
    );
  };
}

/** The catalogue's entry; null for a factor of an older catalogue. */
function definitionOf(name: string) {
  const found = findFactor(name);
  if (found === undefined) return null;
  const { type, description, source, inputs, lookBack, warmUp, unit, expectedSign } = found;
  return { type, description, source, inputs: [...inputs], lookBack: String(lookBack), warmUp, unit, expectedSign };
}
