import {
  beginRun,
  countAgain,
  finishRun,
  hasSucceeded,
  requestOf,
  SliceRecords,
  type RunOptions,
  type RunPlan,
  type SliceContext,
} from '@fm/mining';
import { panelBlocksOfJob, RunPanels, SliceValues } from '@fm/mining/panels';
import { readResults } from '@fm/results/read';
import type { RunRequest } from '@fm/results';
import type { PlanSize } from '@fm/mining/workflow';
import type { ObjectStore } from '@fm/object-store';
import { codeVersion, systemClock } from '@fm/platform';
import { createLogger } from '@fm/platform/logger';
import { checkOfDay, reportOfDay } from './day.ts';
import { malformedRequest, missingRequest, unknownCommand } from './errors.ts';
import { explain } from './explain.ts';
import type { Done, JobContext } from './job-context.ts';
import { requireMemory } from './memory.ts';
import { planOf, storePlan } from './plan-file.ts';
import { runJob } from './run-job.ts';

const logger = createLogger('mining-job');

/**
 * Runs a command of the mining workflow: `validate`, `plan`, `panels` (what it computes from, as objects),
 * `compute` and `test` (the slices of one job), `summarise`,
 * `publish`, and `explain` when one of them failed; `check` and `report` before and after where a schedule started it. Every
 * one may be repeated.
 *
 * @throws UNKNOWN_COMMAND, REFUSED_REQUEST, SLICE_TOO_LARGE and what mining throws
 */
export async function runCommand(command: string, context: JobContext): Promise<Done> {
  const { warehouse, store, index } = context;
  if (command === 'explain') return explain(context, () => runOptions(context));
  if (command === 'check') return checkOfDay(context);
  if (command === 'report') {
    return reportOfDay(context, executionOf(store.url), async () => {
      const { request } = await runOptions(context);
      return (await planOf(warehouse, store, request)).runId;
    });
  }
  const options = await runOptions(context);
  const plan = await planOf(warehouse, store, options.request);
  switch (command) {
    case 'validate':
      if (context.memoryBytes !== undefined) requireMemory(options.request, plan, context.memoryBytes);
      return { runId: plan.runId, ranges: plan.ranges.length };
    case 'plan':
      return { ...(await beginPlanned(context, options, plan)) };
    case 'panels':
      return { runId: plan.runId, ...(await writePanels(context, options.request, plan)) };
    case 'compute':
    case 'test':
      return { runId: plan.runId, ...(await runJob(sliceContext(context, options, plan), command, index, logger)) };
    case 'summarise':
      if (!(await hasSucceeded(warehouse, plan.runId))) await finishRun(options, plan);
      return { runId: plan.runId };
    case 'publish':
      await putJson(store, 'results.json', await readResults(warehouse, plan.runId));
      if (context.panelStore !== undefined) await new RunPanels(context.panelStore, options.request, plan).remove();
      return { runId: plan.runId };
    default:
      throw unknownCommand(command);
  }
}

function sliceContext(job: JobContext, { request, ...options }: RunOptions, plan: RunPlan): SliceContext {
  const { warehouse, signal, panelStore: store } = job;
  const records = new SliceRecords({ ...options, runId: plan.runId });
  return {
    ...{ warehouse, request, plan, records },
    ...(signal === undefined ? {} : { signal }),
    ...(store === undefined
      ? {}
      : { objects: { panels: new RunPanels(store, request, plan), values: new SliceValues(store, plan) } }),
  };
}

/** Stores the blocks of one job of the panel stage; a stored block is not read again. */
async function writePanels(
  { warehouse, panelStore, index, signal }: JobContext,
  request: RunRequest,
  plan: RunPlan,
): Promise<Done> {
  if (panelStore === undefined || (await hasSucceeded(warehouse, plan.runId))) return { blocks: 0, bytes: 0 };
  const panels = new RunPanels(panelStore, request, plan);
  const blocks = panelBlocksOfJob(plan, index);
  let bytes = 0;
  for (const block of blocks) {
    signal?.throwIfAborted();
    bytes += await panels.write(warehouse, block);
  }
  return { blocks: blocks.length, bytes };
}

async function beginPlanned({ warehouse, store }: JobContext, options: RunOptions, plan: RunPlan): Promise<PlanSize> {
  const size = await storePlan(store, options.request, plan);
  if (await hasSucceeded(warehouse, plan.runId)) await countAgain(options, plan);
  else await beginRun(options, plan);
  return size;
}

async function runOptions({ warehouse, store }: JobContext): Promise<RunOptions> {
  const request = await readRequestFile(store);
  const how = { runner: 'workflow', execution: executionOf(store.url) } as const;
  return { warehouse, request, clock: systemClock, codeVersion, how };
}

/** Name of the execution: the last part of the run folder. */
function executionOf(url: string): string {
  return url.replace(/\/+$/, '').split('/').at(-1) ?? '';
}

async function readRequestFile(store: ObjectStore): Promise<RunRequest> {
  const stored = await store.get('request.json');
  if (stored === undefined) throw missingRequest(`${store.url}/request.json`);
  return requestOf(parsed(stored.body.toString(), `${store.url}/request.json`));
}

function parsed(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw malformedRequest(where, thrown);
  }
}

async function putJson(store: ObjectStore, key: string, value: unknown): Promise<void> {
  await store.putIfAbsent(key, JSON.stringify(value));
}
