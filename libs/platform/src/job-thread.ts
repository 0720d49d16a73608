import { Worker } from 'node:worker_threads';
import { messageOf } from './errors.ts';

/** Bounds within which each job must end. */
export interface JobLimits {
  /** Longest time for one job, in milliseconds. */
  readonly timeoutMs: number;
  /** Largest heap of the thread, in mebibytes. */
  readonly maxHeapMb: number;
  /**
   * Most mebibytes by which the memory of the process may grow during a job: the heap does not hold buffers, which what is
   * packed can fill without end. @default no limit
   */
  readonly maxGrowthMb?: number;
}

/** Milliseconds between two looks at the memory of the process. */
const lookMs = 100;

/** Why a thread gave no answer: it took too long or too much memory, or it ended, by an uncaught error or a full heap. */
export class JobFault extends Error {
  readonly kind: 'timeout' | 'memory' | 'crashed';

  constructor(kind: JobFault['kind'], detail: string) {
    super(detail);
    this.kind = kind;
  }
}

/** A thread that performs jobs one after the other. */
export interface JobThread<Job, Answer> {
  /**
   * What the thread posts for one job.
   *
   * @param transfer - memory that moves to the thread with the job
   * @throws JobFault when the job takes too long or too much memory, or ends the thread; the next job then gets a new thread
   */
  perform(job: Job, transfer?: readonly ArrayBuffer[]): Promise<Answer>;
  /** Waits for the job under way, then ends the thread. */
  close(): Promise<void>;
}

/**
 * A thread for work that may hang, crash or fill the memory: it can be ended from outside, and the process continues. It
 * starts with the first job and is kept for the next; while it has none, it does not keep the process alive.
 *
 * @param file - module of the thread, which answers each message with one message
 */
export function createJobThread<Job, Answer>(file: URL, limits: JobLimits): JobThread<Job, Answer> {
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const stop = async () => {
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  };

  const performNext = async (job: Job, transfer: readonly ArrayBuffer[]): Promise<Answer> => {
    worker ??= new Worker(file, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: limits.maxHeapMb } });
    try {
      return await answerOf<Job, Answer>(worker, job, transfer, limits);
    } catch (fault) {
      // Not waited for: a thread inside native code ends only when that returns.
      void stop();
      throw fault;
    }
  };

  return {
    perform: (job, transfer = []) => {
      const mine = last.then(() => performNext(job, transfer));
      last = mine.catch(() => undefined);
      return mine;
    },
    close: async () => {
      await last;
      await stop();
    },
  };
}

function answerOf<Job, Answer>(
  worker: Worker,
  job: Job,
  transfer: readonly ArrayBuffer[],
  { timeoutMs, maxGrowthMb = Infinity }: JobLimits,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(late);
      clearInterval(looks);
      worker.off('message', answered).off('error', crashed).off('exit', ended);
      worker.unref();
    };
    const answered = (answer: Answer) => {
      leave();
      resolve(answer);
    };
    const fail = (kind: JobFault['kind'], detail: string) => {
      leave();
      reject(new JobFault(kind, detail));
    };
    const crashed = (error: unknown) => fail('crashed', messageOf(error).slice(0, 200));
    const ended = (status: number) => fail('crashed', `the thread ended with status ${status}`);
    const late = setTimeout(() => fail('timeout', `${timeoutMs} ms`), timeoutMs);
    const most = process.memoryUsage.rss() + maxGrowthMb * 2 ** 20;
    const look = () => process.memoryUsage.rss() > most && fail('memory', `more than ${maxGrowthMb} MiB of memory`);
    const looks = setInterval(look, lookMs);
    worker.ref();
    worker.on('message', answered).on('error', crashed).on('exit', ended);
    try {
      worker.postMessage(job, transfer);
    } catch (thrown) {
      crashed(thrown);
    }
  });
}
