import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { systemClock } from '@fm/platform';
import { checkedLabels, labelRun, type LabelChange } from '@fm/results/labels';
import { Type } from 'typebox';
import { LabelBody } from '../api/operation-schemas.ts';
import { answers, RunSchema } from '../api/schemas.ts';
import { labelsNotAllowed } from '../errors.ts';
import type { StartPermission } from '../operations/run-starter.ts';
import type { DashboardContext } from './context.ts';
import { asAnswer, mayWrite, refuseForeignOrigin } from './may-start.ts';

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

/** Names, notes, pins and archives runs, behind the permission that starts them and a way to write. */
export function labelRoutes(
  { runs }: Pick<DashboardContext, 'runs'>,
  permission: StartPermission | undefined,
): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.patch(
      '/api/v1/runs/:run',
      {
        config: { rateLimit: { max: 60, timeWindow: '1 minute' } },
        schema: {
          summary: 'Names, notes, pins or archives a run, where that is allowed. None of it changes a result.',
          params: Type.Object({ run: Type.String({ minLength: 1, maxLength: 128 }) }),
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
  };
}
