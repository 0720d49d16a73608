import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { messageOf } from '@fm/platform';
import type { AttemptEnd } from './exit-rules.ts';

export interface JobProcess {
  readonly command: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** File that takes what the process writes. */
  readonly logFile: string;
  readonly timeoutMilliseconds: number;
  /** Milliseconds between SIGTERM and SIGKILL when it is stopped. */
  readonly graceMilliseconds: number;
  /** Stops the process. */
  readonly signal: AbortSignal;
}

/** Runs one attempt at a job as a child process and reports how it ended; it never rejects. */
export function runJobProcess(job: JobProcess): Promise<AttemptEnd> {
  let log: number;
  try {
    mkdirSync(dirname(job.logFile), { recursive: true, mode: 0o700 });
    log = openSync(job.logFile, 'a');
  } catch (thrown) {
    return Promise.resolve({ ...notStarted(thrown), timedOut: false });
  }
  return new Promise((resolve) => {
    const [file = '', ...rest] = job.command;
    let timedOut = false;
    const child = spawn(file, rest, {
      env: { ...process.env, ...job.environment },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    let killer: NodeJS.Timeout | undefined;
    const stop = () => {
      child.kill('SIGTERM');
      killer ??= setTimeout(() => child.kill('SIGKILL'), job.graceMilliseconds);
    };
    const timer = setTimeout(() => {
      timedOut = true;
      stop();
    }, job.timeoutMilliseconds);
    const end = (ended: Omit<AttemptEnd, 'timedOut'>) => {
      clearTimeout(timer);
      clearTimeout(killer);
      job.signal.removeEventListener('abort', stop);
      resolve({ ...ended, timedOut, ...(timedOut ? { statusReason: 'Job attempt duration exceeded timeout' } : {}) });
    };
    if (job.signal.aborted) stop();
    else job.signal.addEventListener('abort', stop);
    child.once('error', (error) => end(notStarted(error)));
    child.once('exit', (code, signal) => {
      const statusReason = 'Essential container in task exited';
      if (code !== null) end({ exitCode: code, statusReason });
      else end({ exitCode: 128 + (signal === 'SIGKILL' ? 9 : 15), reason: `Killed by ${signal}`, statusReason });
    });
  });
}

function notStarted(thrown: unknown): Omit<AttemptEnd, 'timedOut'> {
  return { reason: `CannotStart: ${messageOf(thrown)}`, statusReason: 'Task failed to start' };
}
