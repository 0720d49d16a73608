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

/** What a command works on. */
export interface JobContext {
  readonly warehouse: Warehouse;
  /** The run folder: `request.json` in it, `plan-size.json` and `results.json` from here. */
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
 * `publish`. Every one may be repeated.
 *
 * @throws UNKNOWN_COMMAND, REFUSED_REQUEST and what mining throws
 */
export async function runCommand(command: string, context: JobContext): Promise<Done> {
  const { warehouse, store, index } = context;
  const options: RunOptions = { warehouse, request: await readRequestFile(store), clock: systemClock, codeVersion };
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
  await putJson(store, 'plan-size.json', { computeJobs: jobs, testJobs: jobs });
  return jobs;
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
    remedy: 'Use validate, plan, compute, test, summarise or publish.',
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
