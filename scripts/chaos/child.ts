import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';

/** How a process ended. */
export interface Ended {
  readonly status: number | null;
  readonly killed: boolean;
  /** Lines of its standard output. */
  readonly lines: readonly string[];
  readonly milliseconds: number;
}

export interface ChildOptions {
  readonly environment: Readonly<Record<string, string>>;
  /** Milliseconds after `killFrom` at which it is ended by SIGKILL. */
  readonly killAfter?: number;
  /** The line from which the time to the kill counts. @default the start of the process */
  readonly killFrom?: string;
}

/** Runs a process to its end, or kills it; standard error is dropped. */
export async function runChild(command: readonly string[], options: ChildOptions): Promise<Ended> {
  const [file = '', ...rest] = command;
  const begun = performance.now();
  const child = spawn(file, rest, {
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines: string[] = [];
  let killed = false;
  const kill = async () => {
    if (options.killAfter === undefined) return;
    await wait(options.killAfter, undefined, { ref: false });
    killed = child.exitCode === null && child.signalCode === null;
    child.kill('SIGKILL');
  };
  if (options.killFrom === undefined) void kill();
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (options.killFrom !== undefined && line.startsWith(options.killFrom)) void kill();
    lines.push(line);
  });
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, killed: killed && status === null, lines, milliseconds: performance.now() - begun };
}

/** The rest of the last line that starts with a word. */
export function said(ended: Ended, word: string): string | undefined {
  const line = ended.lines.findLast((one) => one.startsWith(`${word} `));
  return line?.slice(word.length + 1);
}
