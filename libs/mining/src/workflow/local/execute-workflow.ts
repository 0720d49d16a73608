import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ObjectStore } from '@fm/object-store';
import type { EventLog } from './interpreter-events.ts';
import { workflowDefinition } from '../definition.ts';
import { jobPolicy, type JobPolicy } from '../job-policy.ts';
import type { AnyState, StateMachine } from '../states.ts';
import { LocalBatch, type LocalBatchOptions, type SubmitJob } from './local-batch.ts';
import { getObject, publish, putObject } from './local-services.ts';
import { withTimeoutsInParameters } from './timeout-paths.ts';
import { TaskError } from './task-error.ts';

/** What happened to a state of an execution. */
export interface StateEvent {
  readonly kind: 'entered' | 'left' | 'failed' | 'retried' | 'caught';
  readonly state: string;
  /** Milliseconds since the execution began. */
  readonly at: number;
  /** Of a failure. */
  readonly error?: string;
  readonly cause?: string;
}

export interface ExecuteOptions {
  /** What the bucket of the workflow is here. */
  readonly store: ObjectStore;
  /** The mining job: its command is appended. */
  readonly jobCommand: readonly string[];
  /** Jobs that run at once. */
  readonly jobs: number;
  /** Folder for logs (`logs/<execution>`) and notifications (`notifications.jsonl`). */
  readonly folder: string;
  /** @default that of the stack */
  readonly policy?: JobPolicy;
  /** @default that of the stack, with local names for what it needs of the cloud */
  readonly definition?: StateMachine;
  /** Milliseconds that every retrier waits, instead of what it says. */
  readonly retryMilliseconds?: number;
  readonly graceMilliseconds?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Runs one attempt at a job. @default as a child process */
  readonly runAttempt?: LocalBatchOptions['runAttempt'];
  readonly signal?: AbortSignal;
  readonly onState?: (event: StateEvent) => void;
  readonly onJob?: (job: { readonly name: string; readonly done: number; readonly total: number }) => void;
}

/** How an execution ended. */
export interface Execution {
  readonly name: string;
  readonly status: 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  readonly error?: string;
  readonly cause?: string;
  readonly events: readonly StateEvent[];
  /** Largest input or output of a state, in bytes of JSON. */
  readonly largestPayload: number;
}

/** Bytes that Step Functions takes as input or output of a state. */
export const payloadLimit = 262_144;

const account = '000000000000';

/** Local names for what the workflow needs of the cloud. */
export const localTargets = {
  jobQueueArn: `arn:aws:batch:us-east-1:${account}:job-queue/local`,
  jobDefinitionArn: `arn:aws:batch:us-east-1:${account}:job-definition/local:1`,
  bucket: 'local',
  failureTopicArn: `arn:aws:sns:us-east-1:${account}:local`,
};

/**
 * Executes the mining workflow on this machine: its definition as it is, by an interpreter of the Amazon States
 * Language, with Batch jobs as child processes, S3 as an object store, and the notification as a line of a file.
 *
 * The interpreter (aws-local-stepfunctions) knows states, paths, intrinsic functions, retries, catches and timeouts. Added
 * here: the services; that a timed-out state stops its jobs; the payload limit; the context object's execution.
 *
 * @param input - of the execution, as given to StartExecution
 */
export async function executeWorkflow(input: unknown, options: ExecuteOptions): Promise<Execution> {
  const { StateMachine: Interpreter } = await import('aws-local-stepfunctions');
  const name = `${new Date().toISOString().replace(/[-:]|\.\d+/g, '')}-${randomBytes(3).toString('hex')}`;
  const definition = options.definition ?? workflowDefinition(localTargets);
  const begun = performance.now();
  const stop = new AbortController();
  const batch = new LocalBatch({
    entryPoint: options.jobCommand,
    concurrency: options.jobs,
    policy: options.policy ?? jobPolicy,
    localUrl: (url) => url.replace(/^s3:\/\/local(?=\/)/, options.store.url),
    logFolder: join(options.folder, 'logs', name),
    ...(options.graceMilliseconds === undefined ? {} : { graceMilliseconds: options.graceMilliseconds }),
    ...(options.environment === undefined ? {} : { environment: options.environment }),
    ...(options.runAttempt === undefined ? {} : { runAttempt: options.runAttempt }),
    ...(options.onJob === undefined ? {} : { onJob: options.onJob }),
  });
  // The stop of each task that runs: a state that fails by its timeout lets its task go, which must then end.
  const tasks = new Map<string, AbortController>();
  const handlers = handlersOf(definition, options, batch, stop.signal, tasks);
  const machine = new Interpreter(
    withTimeoutsInParameters(definition) as unknown as ConstructorParameters<typeof Interpreter>[0],
  );
  const execution = machine.run(input as Parameters<typeof machine.run>[0], {
    overrides: {
      taskResourceLocalHandlers: handlers,
      ...(options.retryMilliseconds === undefined
        ? {}
        : { retryIntervalOverrides: retriesOf(definition, options.retryMilliseconds) }),
    },
    context: { Execution: { Id: `${account}:${name}`, Name: name } },
  });
  const abort = () => execution.abort();
  if (options.signal?.aborted === true) abort();
  options.signal?.addEventListener('abort', abort);
  const watch = watchEvents(execution.eventLogs as AsyncIterable<EventLog>, begun, (event) => {
    if (event.kind === 'failed' || event.kind === 'caught') tasks.get(event.state)?.abort();
    options.onState?.(event);
  });
  // How it ended is read from its events; without a handler a rejection would end the process.
  execution.result.catch(() => undefined);
  try {
    return { name, ...(await watch) };
  } finally {
    options.signal?.removeEventListener('abort', abort);
    stop.abort();
    await batch.idle();
  }
}

type Handler = (input: unknown) => Promise<Readonly<Record<string, unknown>>>;

function handlersOf(
  definition: StateMachine,
  options: ExecuteOptions,
  batch: LocalBatch,
  ended: AbortSignal,
  running: Map<string, AbortController>,
): Record<string, (input: unknown) => Promise<never>> {
  const services: Readonly<Record<string, (input: unknown, signal: AbortSignal) => ReturnType<Handler>>> = {
    'arn:aws:states:::batch:submitJob.sync': (input, signal) => batch.submitJobSync(input as SubmitJob, signal),
    'arn:aws:states:::aws-sdk:s3:putObject': (input) => putObject(options.store, input),
    'arn:aws:states:::aws-sdk:s3:getObject': (input) => getObject(options.store, input),
    'arn:aws:states:::sns:publish': (input) => publish(join(options.folder, 'notifications.jsonl'), input),
  };
  const begin = (name: string): AbortSignal => {
    const task = new AbortController();
    running.set(name, task);
    return task.signal;
  };
  const handlerOf = (name: string, state: AnyState): Handler => {
    const service = services[state.Resource ?? ''];
    if (service === undefined) throw new TaskError('States.Runtime', `no local form of ${state.Resource}`);
    return async (input) => {
      within(input);
      const result = await service(input, untilTimeout(state, ended, begin(name)));
      within(result);
      return result;
    };
  };
  const tasks = Object.entries(definition.States).filter(([, state]) => state.Type === 'Task');
  return Object.fromEntries(tasks.map(([name, state]) => [name, handlerOf(name, state)])) as Record<
    string,
    (input: unknown) => Promise<never>
  >;
}

/** A signal at the state's timeout, when the interpreter lets its task go, or at the end of the state or execution. */
function untilTimeout({ TimeoutSeconds }: AnyState, ended: AbortSignal, letGo: AbortSignal): AbortSignal {
  const ends = AbortSignal.any([ended, letGo]);
  return TimeoutSeconds === undefined ? ends : AbortSignal.any([ends, AbortSignal.timeout(TimeoutSeconds * 1000)]);
}

function within(payload: unknown): void {
  const size = bytesOf(payload);
  if (size > payloadLimit) {
    throw new TaskError('States.DataLimitExceeded', `a payload has ${size} bytes, and ${payloadLimit} are taken`);
  }
}

function bytesOf(payload: unknown): number {
  return Buffer.byteLength(JSON.stringify(payload) ?? '');
}

function retriesOf({ States }: StateMachine, milliseconds: number): Record<string, number> {
  return Object.fromEntries(Object.keys(States).map((name) => [name, milliseconds]));
}

const kinds = {
  StateEntered: 'entered',
  StateExited: 'left',
  StateFailed: 'failed',
  StateRetried: 'retried',
  StateCaught: 'caught',
} as const;

async function watchEvents(
  logs: AsyncIterable<EventLog>,
  begun: number,
  onState: ExecuteOptions['onState'],
): Promise<Omit<Execution, 'name'>> {
  const events: StateEvent[] = [];
  let largestPayload = 0;
  let end: Pick<Execution, 'status' | 'error' | 'cause'> = { status: 'ABORTED' };
  for await (const log of logs) {
    if (log.type === 'ExecutionSucceeded') end = { status: 'SUCCEEDED' };
    if (log.type === 'ExecutionTimeout') end = { status: 'TIMED_OUT', error: 'States.Timeout' };
    if (log.type === 'ExecutionFailed') end = { status: 'FAILED', error: log.Error, cause: String(log.Cause) };
    const kind = kinds[log.type as keyof typeof kinds];
    if (kind === undefined || log.state === undefined) continue;
    for (const payload of [log.state.input, log.state.output]) {
      if (payload !== undefined) largestPayload = Math.max(largestPayload, bytesOf(payload));
    }
    const event: StateEvent = {
      kind,
      state: log.state.name,
      at: performance.now() - begun,
      ...(log.Error === undefined ? {} : { error: log.Error, cause: String(log.Cause) }),
    };
    events.push(event);
    onState?.(event);
  }
  return { ...end, events, largestPayload };
}
