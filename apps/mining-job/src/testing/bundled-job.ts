import { execFileSync } from 'node:child_process';
import { mkdtempSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/**
 * Bundles the mining job as it ships, into a folder of its own within the workspace, where the bundle finds the native
 * engine.
 *
 * @returns the path of the bundle; its folder is the caller's to remove
 */
export function bundleJob(): string {
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'fm-mining-job-'));
  const script = `import { bundleProject } from ${JSON.stringify(new URL('../../../../scripts/bundle.mjs', import.meta.url).href)};
    await bundleProject(${JSON.stringify(join(root, 'apps/mining-job'))}, ${JSON.stringify(folder)});`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'pipe' });
  return join(folder, 'main.mjs');
}
