import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleProject } from '../bundle.mjs';

/** Cold starts are measured so often in fresh processes; the fastest counts, because other work on the machine only adds. */
const starts = 7;
const megabyte = 1_000_000;

/**
 * Milliseconds from the start of a fresh Node process until the bundle of a function is loaded and its handler is there.
 *
 * @param bundle - path of `handler.mjs`
 */
export function coldStart(bundle: string): number {
  const script = `const { handler } = await import(${JSON.stringify(bundle)});
    if (typeof handler !== 'function') process.exit(2);
    process.stdout.write(String(performance.now()), () => process.exit(0));`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${bundle} does not load: ${run.stderr.slice(0, 500)}`);
  return Number(run.stdout);
}

/** What a function costs before it does anything. */
export interface FunctionCost {
  readonly name: string;
  readonly bundleMb: number;
  readonly zipMb: number;
  readonly coldStartMs: number;
}

/** Builds every function into a temporary folder: size of bundle and zip, and the fastest of several cold starts. */
export async function functions(): Promise<FunctionCost[]> {
  const folder = fileURLToPath(new URL('../../apps/lambdas/', import.meta.url));
  const output = mkdtempSync(join(tmpdir(), 'fm-functions-'));
  const costs: FunctionCost[] = [];
  try {
    for (const name of readdirSync(folder)) {
      const dist = join(output, name);
      await bundleProject(join(folder, name), dist);
      const modules = readdirSync(dist).filter((file) => file.endsWith('.mjs'));
      const bytes = modules.reduce((sum, file) => sum + statSync(join(dist, file)).size, 0);
      const times = Array.from({ length: starts }, () => coldStart(join(dist, 'handler.mjs')));
      costs.push({
        name,
        bundleMb: bytes / megabyte,
        zipMb: statSync(join(dist, 'function.zip')).size / megabyte,
        coldStartMs: Math.min(...times),
      });
    }
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
  return costs;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { name, bundleMb, zipMb, coldStartMs } of await functions()) {
    const slow = bundleMb >= 5 || coldStartMs >= 400;
    console.log(
      `${name}  ${bundleMb.toFixed(2)} MB  zip ${zipMb.toFixed(2)} MB  ${coldStartMs.toFixed(0)} ms${slow ? '  TOO MUCH' : ''}`,
    );
    if (slow) process.exitCode = 1;
  }
}
