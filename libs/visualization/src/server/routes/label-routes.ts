import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { systemClock } from '@fm/platform';
import {
  checkedLabels,
  deleteRun,
  labelRun,
  readDeletionEffects,
  runGoesOn,
  type DeletionEffects,
  type LabelChange,
} from '@fm/results/labels';
import { Type } from 'typebox';
import { DeletionSchema, LabelBody, type Deletion } from '../../api/operation-schemas.ts';
import { answers, RunSchema } from '../../api/schemas.ts';
import { labelsNotAllowed } from '../../errors.ts';
import type { StartPermission } from '../../operations/run-starter.ts';
import type { DashboardContext } from '../context.ts';
import { asAnswer, mayWrite, refuseForeignOrigin } from '../access/may-start.ts';

const runParameter = Type.Object({ run: Type.String({ minLength: 1, maxLength: 128 }) });

/**
 * A change as it will be stored.
 *
 * @throws REFUSED_LABEL as an answer with status 400
 */
export function checkedChange(change: LabelChange): LabelChange {
  try {
    return checkedLabels(change);
  } catch (thrown) {
    throw asAnswer(thrown);
  }
}

/** Writes labels of a run by the way that the permission gives. */
export async function writeLabels(
  permission: StartPermission | undefined,
  run: Parameters<typeof labelRun>[1],
  change: LabelChange,
): Promise<void> {
  const write = permission?.write;
  if (write === undefined) throw labelsNotAllowed();
  await write((warehouse) => labelRun(warehouse, run, change, systemClock)).catch((thrown: unknown) => {
    throw asAnswer(thrown);
  });
}

/** Names, notes, pins, archives and deletes runs, behind the permission that starts them and a way to write. */
export function labelRoutes(
  { runs, reader }: Pick<DashboardContext, 'runs' | 'reader'>,
  permission: StartPermission | undefined,
): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.patch(
      '/api/v1/runs/:run',
      {
        config: { rateLimit: { max: 60, timeWindow: '1 minute' } },
        schema: {
          summary: 'Names, notes, pins or archives a run, where that is allowed. None of it changes a result.',
          params: runParameter,
          body: LabelBody,
          response: answers(RunSchema),
        },
      },
      async (request, reply) => {
        if (!mayWrite(request, permission)) throw labelsNotAllowed();
        refuseForeignOrigin(request);
        const { run, status } = await runs.find(request.params.run);
        await writeLabels(permission, { id: run, status }, request.body);
        await runs.readAgain();
        request.log.info(
          { run, user: request.user?.email, said: Object.keys(request.body) },
          'run labelled from the page',
        );
        reply.header('cache-control', 'no-store');
        return runs.find(run);
      },
    );

    app.get(
      '/api/v1/runs/:run/deletion',
      {
        schema: {
          summary: 'What deleting a run would take away, and what would stay. Nothing is deleted.',
          params: runParameter,
          response: answers(DeletionSchema),
        },
      },
      async (request, reply) => {
        const { run } = await runs.find(request.params.run);
        reply.header('cache-control', 'no-store');
        return {
          run,
          ...deletionOf(await readDeletionEffects({ query: (sql, parameters) => reader.rows(sql, parameters) }, run)),
        };
      },
    );

    app.delete(
      '/api/v1/runs/:run',
      {
        config: { rateLimit: { max: 20, timeWindow: '1 minute' } },
        schema: {
          summary: 'Deletes a run with its results, where that is allowed. Its trials stay in the ledger.',
          params: runParameter,
          response: answers(DeletionSchema),
        },
      },
      async (request, reply) => {
        const write = permission?.write;
        if (write === undefined || !mayWrite(request, permission)) throw labelsNotAllowed();
        refuseForeignOrigin(request);
        const { run, status } = await runs.find(request.params.run);
        if (status === 'running') throw asAnswer(runGoesOn(run));
        const going = await write(async (warehouse) => {
          const found = await readDeletionEffects(warehouse, run);
          await deleteRun(warehouse, run, systemClock, permission?.cluster);
          return found;
        });
        await runs.readAgain();
        request.log.info({ run, user: request.user?.email }, 'run deleted from the page');
        reply.header('cache-control', 'no-store');
        return { run, ...deletionOf(going) };
      },
    );
  };
}

/** What a deletion reaches, as the answer says it. */
function deletionOf({ rows, holdouts, trials }: DeletionEffects): Omit<Deletion, 'run'> {
  return { rows: [...rows], holdouts: [...holdouts], trials };
}
