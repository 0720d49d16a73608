import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { JobPolicy } from '../job-policy.ts';
import { isTriedAgain, type AttemptEnd } from './exit-rules.ts';
import { runJobProcess, type JobProcess } from './job-process.ts';
import { TaskError } from './task-error.ts';

/** `batch:submitJob` as the workflow gives it. */
export interface SubmitJob {
  readonly JobName: string;
  readonly ArrayProperties?: { readonly Size: number };
  /** @default that of the policy */
  readonly Timeout?: { readonly AttemptDurationSeconds: number };
  readonly ContainerOverrides: {
    readonly Command: readonly string[];
    readonly Environment: readonly { readonly Name: string; readonly Value: string }[];
  };
}

export interface LocalBatchOptions {
  /** The container's entry point: the job's command is appended. */
  readonly entryPoint: readonly string[];
  /** Jobs that run at once. */
  readonly concurrency: number;
  readonly policy: JobPolicy;
  /** Address of what the workflow calls `s3://bucket/...`. */
  readonly localUrl: (url: string) => string;
  /** Folder of the logs: a file per job. */
  readonly logFolder: string;
  /** @default 30,000, as Batch */
  readonly graceMilliseconds?: number;
  /** Variables of every job beside those of this process. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Runs one attempt. @default as a child process */
  readonly runAttempt?: (attempt: JobProcess) => Promise<AttemptEnd>;
  readonly onJob?: (job: { readonly name: string; readonly done: number; readonly total: number }) => void;
}

interface JobEnd {
  readonly index: number | undefined;
  readonly attempts: readonly AttemptEnd[];
  readonly succeeded: boolean;
}

/** Sizes of an array that AWS Batch takes. */
const arraySizes = { least: 2, most: 10_000 };

/**
 * AWS Batch on one machine: a job is a child process, an array job one for each index, some at once; attempts follow the
 * policy. What it lacks: persistent queues, dependencies between jobs, resource limits, containers.
 */
export class LocalBatch {
  readonly #options: LocalBatchOptions;
  readonly #running = new Set<Promise<unknown>>();

  constructor(options: LocalBatchOptions) {
    this.#options = options;
  }

  /**
   * `submitJob.sync`: runs the job to its end.
   *
   * @param signal - stops every process of the job, as TerminateJob does when a state times out
   * @throws TaskError `States.TaskFailed` with the job's description when it failed for good
   */
  async submitJobSync(job: SubmitJob, signal: AbortSignal): Promise<Readonly<Record<string, unknown>>> {
    const size = job.ArrayProperties?.Size;
    if (size !== undefined && !(size >= arraySizes.least && size <= arraySizes.most)) {
      throw new TaskError('Batch.ClientException', `Array size ${size} is not between 2 and 10,000`);
    }
    const id = randomUUID();
    const indexes = size === undefined ? [undefined] : Array.from({ length: size }, (_, index) => index);
    const ends = await this.#runAll(job, id, indexes, signal);
    const failed = ends.filter((end) => !end.succeeded);
    const description = describe(job, id, size, ends, failed);
    if (failed.length > 0) throw new TaskError('States.TaskFailed', JSON.stringify(description));
    return description;
  }

  /** Resolves when no process of any job is left. */
  async idle(): Promise<void> {
    await Promise.allSettled([...this.#running]);
  }

  async #runAll(
    job: SubmitJob,
    id: string,
    indexes: readonly (number | undefined)[],
    signal: AbortSignal,
  ): Promise<JobEnd[]> {
    const ends: JobEnd[] = [];
    const left = indexes.values();
    const name = job.ContainerOverrides.Command[0] ?? job.JobName;
    const worker = async () => {
      for (const index of left) {
        if (signal.aborted) return;
        ends.push(await this.#runJob(job, id, index, signal));
        this.#options.onJob?.({ name, done: ends.length, total: indexes.length });
      }
    };
    const workers = Promise.all(Array.from({ length: Math.min(this.#options.concurrency, indexes.length) }, worker));
    this.#running.add(workers);
    try {
      await workers;
    } finally {
      this.#running.delete(workers);
    }
    if (signal.aborted) throw new TaskError('States.Timeout', 'The job was terminated');
    return ends;
  }

  async #runJob(job: SubmitJob, id: string, index: number | undefined, signal: AbortSignal): Promise<JobEnd> {
    const { entryPoint, policy, logFolder, environment, graceMilliseconds = 30_000 } = this.#options;
    const runAttempt = this.#options.runAttempt ?? runJobProcess;
    const attempts: AttemptEnd[] = [];
    for (let attempt = 1; ; attempt++) {
      const end = await runAttempt({
        command: [...entryPoint, ...job.ContainerOverrides.Command],
        environment: { ...environment, ...this.#environmentOf(job, id, index, attempt) },
        logFile: join(logFolder, `${job.JobName}${index === undefined ? '' : `-${index}`}.log`),
        timeoutMilliseconds: (job.Timeout?.AttemptDurationSeconds ?? policy.attemptSeconds) * 1000,
        graceMilliseconds,
        signal,
      });
      attempts.push(end);
      if (end.exitCode === 0 && !end.timedOut) return { index, attempts, succeeded: true };
      if (signal.aborted || !isTriedAgain(policy, attempt, end)) return { index, attempts, succeeded: false };
    }
  }

  #environmentOf(job: SubmitJob, id: string, index: number | undefined, attempt: number): Record<string, string> {
    const given = job.ContainerOverrides.Environment.map(({ Name, Value }) => [Name, this.#options.localUrl(Value)]);
    return {
      ...(Object.fromEntries(given) as Record<string, string>),
      AWS_BATCH_JOB_ID: index === undefined ? id : `${id}:${index}`,
      AWS_BATCH_JOB_ATTEMPT: String(attempt),
      ...(index === undefined ? {} : { AWS_BATCH_JOB_ARRAY_INDEX: String(index) }),
    };
  }
}

/** Attempts that a description lists: an array of thousands must stay a small answer. */
const listed = 5;

function describe(
  job: SubmitJob,
  id: string,
  size: number | undefined,
  ends: readonly JobEnd[],
  failed: readonly JobEnd[],
): Readonly<Record<string, unknown>> {
  const attempts = failed.slice(0, listed).flatMap(({ index, attempts: all }) =>
    all.map((end) => ({
      ...(index === undefined ? {} : { Index: index }),
      Container: { ExitCode: end.exitCode, Reason: end.reason },
      StatusReason: end.statusReason,
    })),
  );
  return {
    JobId: id,
    JobName: job.JobName,
    Status: failed.length > 0 ? 'FAILED' : 'SUCCEEDED',
    ...(failed.length > 0
      ? { StatusReason: size === undefined ? lastReason(failed) : 'Array Child Job failed', Attempts: attempts }
      : {}),
    ...(size === undefined
      ? {}
      : {
          ArrayProperties: {
            Size: size,
            StatusSummary: { SUCCEEDED: ends.length - failed.length, FAILED: failed.length },
          },
        }),
  };
}

function lastReason(failed: readonly JobEnd[]): string {
  return failed[0]?.attempts.at(-1)?.statusReason ?? 'Task failed to start';
}
