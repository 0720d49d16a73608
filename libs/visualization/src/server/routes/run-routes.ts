import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { Type } from 'typebox';
import { ExecutionsSchema, RunsPage, RunsQuery, SlicesPage, SlicesQuery } from '../../api/operation-schemas.ts';
import { formatParameter, usualPage } from '../../api/schemas.ts';
import { pageOf } from '../../data/paging.ts';
import {
  readAttempts,
  readDurations,
  readSliceCounts,
  readSlicePage,
  readStages,
  runWithSlices,
} from '../../data/run-list.ts';
import type { StartPermission } from '../../operations/run-starter.ts';
import type { StateMachine } from '../../operations/state-machine.ts';
import type { DashboardContext } from '../context.ts';
import { csvAnswer, sendCsv } from '../answers/csv-answer.ts';
import { toCsv } from '../answers/csv.ts';
import { mayStart, mayWrite } from '../access/may-start.ts';

export interface RunRoutes {
  readonly permission?: StartPermission | undefined;
  readonly stateMachine?: StateMachine | undefined;
}

/** Runs in every state, their slices and attempts, and the executions of the state machine. */
export function runRoutes(
  context: DashboardContext,
  { permission, stateMachine }: RunRoutes,
): FastifyPluginAsyncTypebox {
  const { reader } = context;
  return async (app) => {
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
        const { status, all = false, page = 1, pageSize = usualPage, order = 'asc', format } = request.query;
        const [runs, counts] = await Promise.all([context.runs.list(), readSliceCounts(reader)]);
        const inState = runs.filter((run) => status === undefined || run.status === status);
        const wanted = inState.filter((run) => all || !run.archived);
        const rows = (order === 'asc' ? wanted : wanted.toReversed()).map((run) =>
          runWithSlices(run, counts.get(run.run)),
        );
        if (format === 'csv')
          return reply.type('text/csv; charset=utf-8').send(toCsv(Object.keys(rows[0] ?? {}), rows));
        const part = pageOf(rows, page, pageSize);
        const names = part.rows.map(({ run }) => run);
        const durations = await readDurations(reader, names);
        const mayChooseJobs = permission?.starter.takesJobs ?? false;
        const archived = inState.length - wanted.length;
        const may = { mayStart: mayStart(request, permission), mayLabel: mayWrite(request, permission) };
        return reply.send({ ...part, durations, archived, ...may, mayChooseJobs });
      },
    );

    app.get(
      '/api/v1/runs/:run/slices',
      {
        schema: {
          summary: 'Slices of a run by stage and state, a page of them, and the attempts that failed.',
          params: Type.Object({ run: Type.String({ minLength: 1, maxLength: 128 }) }),
          querystring: SlicesQuery,
          response: csvAnswer(SlicesPage),
        },
      },
      async (request, reply) => {
        const { status, page = 1, pageSize = usualPage, format } = request.query;
        const run = await context.runs.find(request.params.run);
        if (format === 'csv') {
          const all = await readSlicePage(reader, run.run, status, { size: 1_000_000, offset: 0 });
          return sendCsv(reply, 'slices.csv', run, all);
        }
        const [stages, rows, attempts] = await Promise.all([
          readStages(reader, run.run),
          readSlicePage(reader, run.run, status, { size: pageSize, offset: (page - 1) * pageSize }),
          readAttempts(reader, run.run),
        ]);
        const states = ['planned', 'running', 'succeeded', 'failed', 'superseded'] as const;
        const counted = states.filter((state) => status === undefined || state === status);
        const total = stages.reduce((sum, stage) => sum + counted.reduce((part, state) => part + stage[state], 0), 0);
        return reply.send({ run, stages, rows, attempts, total, page, pageSize });
      },
    );

    app.get(
      '/api/v1/executions',
      {
        schema: {
          summary: 'Latest executions of the mining state machine, where one is configured.',
          querystring: Type.Object({ format: formatParameter }, { additionalProperties: false }),
          response: csvAnswer(ExecutionsSchema),
        },
      },
      async (request, reply) => {
        const rows = (await stateMachine?.executions()) ?? [];
        if (request.query.format === 'csv')
          return reply.type('text/csv; charset=utf-8').send(toCsv(Object.keys(rows[0] ?? {}), rows));
        return reply.send({ configured: stateMachine !== undefined, rows });
      },
    );
  };
}
