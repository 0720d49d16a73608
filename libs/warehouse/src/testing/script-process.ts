import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { bundled } from '@fm/platform/testing';

/** A process of its own that runs one of the scripts beside this file. */
export interface Child {
  readonly process: ChildProcess;
  /** Lines it wrote on standard output so far. */
  readonly lines: readonly string[];
  /** Waits until it writes a line that starts with `text`, and gives that line. */
  line(text: string): Promise<string>;
  /** Closes its standard input, on which every script ends cleanly, and waits for its exit code. */
  end(): Promise<number | null>;
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
}

/** Starts `testing/<script>` with the Node that runs the tests. */
export function startChild(script: string, ...args: string[]): Child {
  const path = bundled(fileURLToPath(new URL(script, import.meta.url)));
  const child = spawn(process.execPath, [path, ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const wake = () => waiting.forEach((check) => check());
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    wake();
  });
  const exited = once(child, 'close');
  void exited.then(wake);
  return {
    process: child,
    lines,
    line: (text) =>
      new Promise((resolve, reject) => {
        const check = () => {
          const found = lines.find((line) => line.startsWith(text));
          if (found === undefined && child.exitCode === null && child.signalCode === null) return;
          waiting.delete(check);
          if (found === undefined) reject(new Error(`${script} ended before it wrote ${text}: ${lines.join(' | ')}`));
          else resolve(found);
        };
        waiting.add(check);
        check();
      }),
    end: async () => {
      child.stdin.end();
      await exited;
      return child.exitCode;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
