import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import {
  DetailPage,
  DetailQuery,
  DetailSchema,
  FactorParams,
  FactorSchema,
  WindowQuery,
} from '../../api/factor-schemas.ts';
import { usualPage, type VerdictRow } from '../../api/schemas.ts';
import { decayText, isBelieved } from '@fm/results/evidence';
import { readDecay } from '@fm/results/read';
import { definitionOf } from '../../data/definitions.ts';
import { readDetails } from '../../data/details.ts';
import { summariesOf } from '../../data/factor-evidence.ts';
import { pageOf, sortRows } from '../../data/paging.ts';
import type { Reader } from '../../data/reader.ts';
import { trialsOf } from '../../data/summaries.ts';
import { verdictRows } from '../../data/verdicts.ts';
import { significanceLimits } from '../../statistics/limits.ts';
import { type DashboardContext, isKnown, runInWindow } from '../context.ts';
import { csvAnswer, sendCsv } from '../answers/csv-answer.ts';

/** A verdict with an alert among its caveats where the premium of a factor that is believed fell. */
async function withDecay(reader: Reader, run: string, verdict: VerdictRow | null): Promise<VerdictRow | null> {
  if (verdict === null || !isBelieved(verdict.belief)) return verdict;
  const [decay] = await readDecay({ query: (...question) => reader.rows(...question) }, run, [verdict]);
  if (decay === undefined || decay.state === 'steady') return verdict;
  return { ...verdict, caveats: [decayText(decay), ...verdict.caveats] };
}

/** What a factor is, and its results over date ranges and stocks. */
export function factorRoutes(context: DashboardContext): FastifyPluginAsyncTypebox {
  const { reader, cache } = context;
  return async (app) => {
    app.get(
      '/api/v1/factors/:factor',
      {
        schema: {
          summary: 'Definition of a factor, its verdict, and its result over every date range.',
          params: FactorParams,
          querystring: WindowQuery,
          response: csvAnswer(FactorSchema),
        },
      },
      async (request, reply) => {
        const { factor } = request.params;
        const run = await runInWindow(context, request.query);
        const summaries = await summariesOf(context, run, factor);
        if (await isKnown(context, request, reply, run)) return reply;
        if (request.query.format === 'csv') return sendCsv(reply, `${factor}-ranges.csv`, run, summaries);
        const all = await cache.summaries(run);
        const trials = trialsOf(all);
        return reply.send({
          run,
          factor,
          definition: definitionOf(run, factor),
          verdict: await withDecay(reader, run.run, verdictRows(run, summaries, await cache.heldOut(run))[0] ?? null),
          trials,
          limits: significanceLimits(all),
          summaries,
        });
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
        const run = await runInWindow(context, request.query);
        await summariesOf(context, run, factor);
        if (await isKnown(context, request, reply, run)) return reply;
        const found = await readDetails(reader, { run: run.run, factor, ...(start && { start }), ...(end && { end }) });
        const rows = sort === undefined ? found : sortRows(found, sort, order);
        if (format === 'csv')
          return sendCsv(reply, `${factor}-stocks.csv`, run, rows, Object.keys(DetailSchema.properties));
        return reply.send({ run: run.run, ...pageOf(rows, page, pageSize) });
      },
    );
  };
}
