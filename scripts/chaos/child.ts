import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
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

/** Milliseconds after which a process hangs: minutes, since the machine may have much else to do. */
const patience = 300_000;

/** Runs a process to its end, or kills it; standard error is dropped. */
export async function runChild(command: readonly string[], options: ChildOptions): Promise<Ended> {
  const [file = '', ...rest] = command;
  const begun = performance.now();
  const child = spawn(file, rest, {
    env: { ...process.env, NODE_COMPILE_CACHE: join(dirname(rest[0] ?? ''), 'compiled'), ...options.environment },
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
  // One that hangs ends without a reason and without having been killed, which is a violation.
  const limit = setTimeout(() => child.kill('SIGKILL'), patience);
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearTimeout(limit);
  return { status, killed: killed && status === null, lines, milliseconds: performance.now() - begun };
}

/** The rest of the last line that starts with a word. */
export function said(ended: Ended, word: string): string | undefined {
  const line = ended.lines.findLast((one) => one.startsWith(`${word} `));
  return line?.slice(word.length + 1);
}
