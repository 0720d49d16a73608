import {
  beginRun,
  finishRun,
  hasSucceeded,
  planRun,
  readResults,
  requestOf,
  runSlice,
  type RunOptions,
  type RunPlan,
  type RunRequest,
  SliceRecords,
  type SliceContext,
} from '@fm/mining';
import type { ObjectStore } from '@fm/object-store';
import { codeVersion, FmError, systemClock } from '@fm/platform';
import type { Warehouse } from '@fm/warehouse';
import { explain } from './explain.ts';

/** What a command works on. */
export interface JobContext {
  readonly warehouse: Warehouse;
  /** The run folder: `request.json` in it, `plan-size.json`, `results.json`, `failures/` and `failure.txt` from here. */
  readonly store: ObjectStore;
  /** Place of the slice among those of its stage. */
  readonly index: number;
}

/** What a command did, for its log line. */
export type Done = Readonly<Record<string, string | number>>;

/** Fewest jobs of an array in AWS Batch. */
const smallestArray = 2;

/**
 * Runs a command of the mining workflow: `validate`, `plan`, `compute` and `test` (one slice each), `summarise`,
 * `publish`, and `explain` when one of them failed. Every one may be repeated.
 *
 * @throws UNKNOWN_COMMAND, REFUSED_REQUEST and what mining throws
 */
export async function runCommand(command: string, context: JobContext): Promise<Done> {
  const { warehouse, store, index } = context;
  if (command === 'explain') return explain(context, () => runOptions(context));
  const options = await runOptions(context);
  const plan = await planRun(warehouse, options.request);
  switch (command) {
    case 'validate':
      return { runId: plan.runId, ranges: plan.ranges.length };
    case 'plan':
      return { runId: plan.runId, slices: await storePlan(context, options, plan) };
    case 'compute':
    case 'test':
      return { runId: plan.runId, rows: await runSlice(sliceContext(options, plan), command, index) };
    case 'summarise':
      if (!(await hasSucceeded(warehouse, plan.runId))) await finishRun(options, plan);
      return { runId: plan.runId };
    case 'publish':
      await putJson(store, 'results.json', await readResults(warehouse, plan.runId));
      return { runId: plan.runId };
    default:
      throw unknownCommand(command);
  }
}

function sliceContext(options: RunOptions, plan: RunPlan): SliceContext {
  const { warehouse, request } = options;
  return { warehouse, request, plan, records: new SliceRecords({ ...options, runId: plan.runId }) };
}

async function storePlan({ warehouse, store }: JobContext, options: RunOptions, plan: RunPlan): Promise<number> {
  if (!(await hasSucceeded(warehouse, plan.runId))) await beginRun(options, plan);
  const jobs = Math.max(smallestArray, options.request.factors.length);
  await putJson(store, 'plan-size.json', { runId: plan.runId, computeJobs: jobs, testJobs: jobs });
  return jobs;
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
  if (stored === undefined) throw missingRequest(store.url);
  return requestOf(JSON.parse(stored.body.toString()));
}

async function putJson(store: ObjectStore, key: string, value: unknown): Promise<void> {
  await store.putIfAbsent(key, JSON.stringify(value));
}

function unknownCommand(command: string): FmError {
  return new FmError('UNKNOWN_COMMAND', {
    what: `the mining job has no command "${command}"`,
    remedy: 'Use validate, plan, compute, test, summarise, publish or explain.',
    kind: 'usage',
  });
}

function missingRequest(folder: string): FmError {
  return new FmError('REQUEST_MISSING', {
    what: 'the run folder holds no request',
    where: `${folder}/request.json`,
    remedy: 'Put the request of the run there, as the first state of the workflow does.',
  });
}
