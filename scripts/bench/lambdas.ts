import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

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

/** Size of the bundle and its zip, and the fastest cold start of every function that is built. */
export function measureLambdas(): { name: string; bundleMb: number; zipMb: number; coldStartMs: number }[] {
  const folder = fileURLToPath(new URL('../../apps/lambdas/', import.meta.url));
  return readdirSync(folder)
    .map((name) => ({ name, dist: `${folder}${name}/dist` }))
    .filter(({ dist }) => existsSync(`${dist}/handler.mjs`))
    .map(({ name, dist }) => {
      const modules = readdirSync(dist).filter((file) => file.endsWith('.mjs'));
      const bytes = modules.reduce((sum, file) => sum + statSync(`${dist}/${file}`).size, 0);
      const times = Array.from({ length: starts }, () => coldStart(`${dist}/handler.mjs`));
      return {
        name,
        bundleMb: bytes / megabyte,
        zipMb: statSync(`${dist}/function.zip`).size / megabyte,
        coldStartMs: Math.min(...times),
      };
    });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const rows = measureLambdas();
  if (rows.length === 0) throw new Error('Nothing is built: run npm run build first.');
  for (const { name, bundleMb, zipMb, coldStartMs } of rows) {
    const slow = bundleMb >= 5 || coldStartMs >= 400;
    console.log(
      `${name}  ${bundleMb.toFixed(2)} MB  zip ${zipMb.toFixed(2)} MB  ${coldStartMs.toFixed(0)} ms${slow ? '  TOO MUCH' : ''}`,
    );
    if (slow) process.exitCode = 1;
  }
}
