import { spawn, spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { bundled } from '@fm/platform/testing';
import { faultsOfJson } from './json-schema.ts';

/** Source of the command. */
export const mainPath = fileURLToPath(new URL('../main.ts', import.meta.url));

/** The command as it ships, bundled. */
export const fmProgram = (): string => bundled(mainPath);

/** What a run of the command left behind. */
export interface FmRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `fm` as a process of its own over the data folder `home`.
 *
 * @throws where JSON that it prints does not keep to its published schema
 */
export function runFm(home: string, ...args: string[]): FmRun {
  const { status, stdout, stderr } = spawnSync(process.execPath, [fmProgram(), ...args], {
    encoding: 'utf8',
    env: { ...process.env, FM_HOME: home, CLICKHOUSE_URL: '' },
    maxBuffer: 1 << 28,
  });
  return withSchemaKept(args, { status, stdout, stderr });
}

/** Runs `fm` while this process goes on, so that a server in it can answer. */
export async function runFmBeside(
  home: string,
  environment: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<FmRun> {
  const child = spawn(process.execPath, [fmProgram(), ...args], {
    env: { ...process.env, FM_HOME: home, CLICKHOUSE_URL: '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return withSchemaKept(args, { status: await ended, stdout, stderr });
}

function withSchemaKept(args: readonly string[], run: FmRun): FmRun {
  if (run.status !== 0 || args[args.indexOf('--format') + 1] !== 'json') return run;
  const faults = faultsOfJson(args, run.stdout);
  if (faults.length > 0) throw new Error(`fm ${args.join(' ')} printed what its schema refuses: ${faults.join('; ')}`);
  return run;
}
