import { spawn } from 'node:child_process';
import { root } from '../layers.ts';

/** What a command did. */
export interface Ran {
  readonly status: number;
  readonly output: string;
  readonly seconds: number;
}

/** Runs a command in the root of the repository and keeps all it printed. */
export function run(command: string, args: readonly string[], variables: NodeJS.ProcessEnv): Promise<Ran> {
  const started = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env: variables, stdio: ['ignore', 'pipe', 'pipe'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject).on('close', (status) =>
      resolve({
        status: status ?? 1,
        output: Buffer.concat(chunks).toString(),
        seconds: (Date.now() - started) / 1000,
      }),
    );
  });
}
