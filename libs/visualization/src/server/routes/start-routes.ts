import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { defaultUniverse, hasSucceeded, isUniverseFile, planRun, requestOf } from '@fm/mining';
import { listKept } from '@fm/results/kept';
import type { Warehouse } from '@fm/warehouse';
import { Type } from 'typebox';
import { StartBody, StartedSchema, StartFateSchema } from '../../api/operation-schemas.ts';
import { answers } from '../../api/schemas.ts';
import { commandOf } from '../../data/run-command.ts';
import { stateOfRun } from '../../data/runs.ts';
import { labelsNotAllowed, refusedUniverse, runsNotAllowed } from '../../errors.ts';
import type { RunStarter, StartOrder, StartPermission } from '../../operations/run-starter.ts';
import type { DashboardContext } from '../context.ts';
import { checkedChange, writeLabels } from './label-routes.ts';
import { asAnswer, mayStart, refuseForeignOrigin } from '../access/may-start.ts';

/** A universe that the page may ask for. A file of the server is not allowed: its lines would come back in errors. */
const universePattern = /^(ingested|demonstration|[A-Z0-9^][A-Z0-9.^-]{0,11}( *, *[A-Z0-9^][A-Z0-9.^-]{0,11})*)$/i;

/** Most slices that a page may have worked on at once. */
const mostJobs = 64;

/**
 * Starts a run behind a permission. The order is the workflow's input, read by the code that `fm mine` and the workflow
 * read theirs with; a run that is already complete is named and not started.
 */
export function startRoutes(
  warehouse: Warehouse,
  { reader, runs }: Pick<DashboardContext, 'reader' | 'runs'>,
  permission: StartPermission | undefined,
): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.post(
      '/api/v1/runs',
      {
        config: { rateLimit: { max: 30, timeWindow: '1 minute' } },
        schema: {
          summary: 'Starts a run (JSON body: the input of the mining workflow, and jobs), where that is allowed.',
          body: StartBody,
          response: { ...answers(StartedSchema), 202: StartedSchema },
        },
      },
      async (request, reply) => {
        if (permission === undefined || !mayStart(request, permission)) throw runsNotAllowed();
        refuseForeignOrigin(request);
        const { labels, asked } = labelsIn(request.body);
        if (labels !== undefined && permission.write === undefined) throw labelsNotAllowed();
        const order = await planned(warehouse, asked, permission.starter);
        const label = async () => {
          if (labels === undefined) return;
          await writeLabels(permission, { id: order.runId }, labels);
          await runs.readAgain();
        };
        const command = commandOf(JSON.stringify(order.request), {
          ...{ threadNo: 0, parallelM: 0 },
          jobs: order.jobs ?? 0,
        });
        if (await hasSucceeded(warehouse, order.runId)) {
          await label();
          return reply.send({ run: order.runId, complete: true, kind: null, id: null, command });
        }
        const started = await permission.starter.start(order);
        await label();
        request.log.info({ run: order.runId, user: request.user?.email, started }, 'run started from the page');
        return reply.code(202).send({ run: order.runId, complete: false, ...started, command });
      },
    );

    app.get(
      '/api/v1/runs/:run/start',
      {
        schema: {
          summary: 'The state of a run that was started from the page, for users who may start one.',
          params: Type.Object({ run: Type.String({ minLength: 1, maxLength: 128 }) }),
          response: answers(StartFateSchema),
        },
      },
      async (request, reply) => {
        const { run } = request.params;
        if (permission === undefined || !mayStart(request, permission)) throw runsNotAllowed();
        // In this order, what an ended process has recorded is there by then.
        const end = await permission.starter.endOf(run);
        const recorded = await stateOfRun(reader, run);
        reply.header('cache-control', 'no-store');
        return { run, recorded, ended: end !== undefined, how: end?.how ?? '', said: end?.said ?? '' };
      },
    );
  };
}

/** Name and note of an order, which are not part of what is mined; both are undefined where nothing is said. */
function labelsIn({ name, note, ...asked }: Readonly<Record<string, unknown>>) {
  const given = {
    ...(name !== undefined && { name: String(name) }),
    ...(note !== undefined && { note: String(note) }),
  };
  return { asked, labels: Object.keys(given).length === 0 ? undefined : checkedChange(given) };
}

async function planned(
  warehouse: Warehouse,
  { jobs, ...given }: Readonly<Record<string, unknown>>,
  { takesJobs }: RunStarter,
): Promise<StartOrder> {
  try {
    const isNamed = given['universe'] !== undefined || given['tickers'] !== undefined;
    const input = isNamed ? given : { ...given, universe: await defaultUniverse(warehouse) };
    const faults = jobs === undefined ? [] : faultsOfJobs(jobs, takesJobs);
    const kept = input['neutralise'] === undefined ? [] : await listKept(warehouse);
    const request = requestOf(
      input,
      faults,
      kept.map(({ definition }) => definition),
    );
    if (!universePattern.test(request.universe) || isUniverseFile(request.universe)) throw refusedUniverse();
    const { runId } = await planRun(warehouse, request);
    // A state machine finds no kept formula by its name: the order brings the definitions.
    const { neutralisers } = request;
    const order = neutralisers === undefined ? input : { ...input, neutralisers };
    return { runId, input: order, request, ...(jobs === undefined ? {} : { jobs: Number(jobs) }) };
  } catch (thrown) {
    throw asAnswer(thrown);
  }
}

function faultsOfJobs(jobs: unknown, taken: boolean): string[] {
  if (!taken) return ['jobs cannot be chosen here: the compute environment of the workflow has its own limit'];
  const whole = typeof jobs === 'number' || (typeof jobs === 'string' && /^\d+$/.test(jobs)) ? Number(jobs) : NaN;
  const good = Number.isInteger(whole) && whole >= 1 && whole <= mostJobs;
  return good ? [] : [`jobs ${JSON.stringify(jobs)} is not a whole number from 1 to ${mostJobs}`];
}
