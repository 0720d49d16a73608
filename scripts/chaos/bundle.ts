import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions, bundleProject } from '../bundle.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Bundles that start in a fraction of the time of their sources, in a folder of the workspace that is the caller's to remove. */
export interface Bundles {
  readonly folder: string;
  readonly mine: string;
  readonly deliver: string;
  readonly hold: string;
  readonly workflow: string;
  /** The mining job as it ships. */
  readonly job: string;
}

/** Makes the {@link Bundles}. */
export async function bundleProcesses(): Promise<Bundles> {
  const cache = join(root, 'node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'fm-chaos-'));
  await build({
    ...bundleOptions,
    minify: false,
    splitting: true,
    chunkNames: 'part-[hash]',
    absWorkingDir: join(root, 'scripts/chaos'),
    entryPoints: Object.fromEntries([
      ...['mine', 'deliver', 'hold', 'workflow', 'job'].map((name) => [`process-${name}`, `process-${name}.ts`]),
      // Threads are started from beside the program.
      ['slice-worker', join(root, 'libs/mining/src/local/slice-worker.ts')],
      ['evaluate-worker', join(root, 'libs/expressions/src/evaluate/evaluate-worker.ts')],
    ]),
    outdir: folder,
  });
  await bundleProject(join(root, 'apps/mining-job'), join(folder, 'job'));
  return {
    folder,
    mine: join(folder, 'process-mine.mjs'),
    deliver: join(folder, 'process-deliver.mjs'),
    hold: join(folder, 'process-hold.mjs'),
    workflow: join(folder, 'process-workflow.mjs'),
    job: join(folder, 'job/main.mjs'),
  };
}
