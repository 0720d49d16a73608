import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bundler = fileURLToPath(new URL('../../../../scripts/testing/bundle-program.mjs', import.meta.url));

/**
 * A program of the workspace, bundled as what ships is: it starts in a third of the time of its sources. It is made when it
 * is first asked for, and once for each state of the sources.
 *
 * @param source - path of the program, `.ts`
 * @returns path of the bundle; outside jest, which sets FM_TEST_PROGRAMS, that of the source
 */
export function bundled(source: string): string {
  const programs = process.env['FM_TEST_PROGRAMS'];
  if (programs === undefined) return source;
  const folder = join(programs, createHash('sha256').update(source).digest('hex').slice(0, 16));
  if (!existsSync(folder)) execFileSync(process.execPath, [bundler, source, folder], { stdio: 'pipe' });
  return join(folder, `${basename(source, '.ts')}.mjs`);
}
