import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { bundled } from '@fm/platform/testing';

/** An ingest in a process of its own. */
export interface IngestProcess {
  /** Resolves at a line that starts with the text, or when the process is gone. */
  reaches(text: string): Promise<void>;
  /** Exit code, null after a signal. */
  readonly ended: Promise<number | null>;
  kill(): Promise<void>;
}

/** Starts `ingest-child.ts` with the Node that runs the tests. */
export function startIngest(home: string, path: string): IngestProcess {
  const script = bundled(fileURLToPath(new URL('ingest-child.ts', import.meta.url)));
  const child = spawn(process.execPath, [script, home, path], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines = createInterface({ input: child.stdout });
  const ended = once(child, 'close').then(() => child.exitCode);
  return {
    ended,
    reaches: (text) =>
      new Promise((resolve) => {
        lines.on('line', (line) => {
          if (line.startsWith(text)) resolve();
        });
        void ended.then(() => resolve());
      }),
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
