import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const fm = fileURLToPath(new URL('../../apps/fm/src/main.ts', import.meta.url));

/**
 * Starts `fm serve` on a free port; whoever asks ends the process.
 *
 * @param program - the command `fm` and its first arguments, in which folder. @default the one of these sources
 */
export async function serve(
  environment: NodeJS.ProcessEnv,
  program: { readonly command: readonly [string, ...string[]]; readonly cwd?: string } = {
    command: [process.execPath, fm],
  },
): Promise<{ child: ChildProcess; url: string }> {
  const { command, cwd } = program;
  const [first, ...rest] = command;
  const child = spawn(first, [...rest, 'serve', '--port', '0', '--no-open'], {
    ...{ cwd, env: environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  for await (const line of createInterface({ input: child.stderr })) {
    const url = /dashboard at (http:\S+)/.exec(line)?.[1];
    if (url !== undefined) return { child, url };
  }
  throw new Error('fm serve ended before it listened.');
}
