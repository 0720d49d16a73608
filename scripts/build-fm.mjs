import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleOptions } from './bundle.mjs';

/** Packages with native code, which no bundle can hold; installing the package brings those of the machine. */
export const native = ['chdb', '@napi-rs/canvas', '@clickhouse/client'];

/** The command, the programs that it starts and the threads that it loads, by their names beside each other. */
const entryPoints = {
  main: 'apps/fm/src/main.ts',
  'mining-job': 'apps/mining-job/src/main.ts',
  'slice-worker': 'apps/fm/src/slice-worker.ts',
  'discovery-worker': 'apps/fm/src/discovery-worker.ts',
  'evaluate-worker': 'apps/fm/src/evaluate-worker.ts',
  'picture-worker': 'apps/fm/src/picture-worker.ts',
  'pdf-worker': 'apps/fm/src/pdf-worker.ts',
};

/**
 * Bundles the command with everything that it starts, and the page of the dashboard beside it.
 *
 * @param folder - where the files go; emptied first. The native packages are found from there
 * @param more - options of esbuild beside those of what ships
 * @returns esbuild's metafile
 */
export async function buildFm(folder, more = {}) {
  const out = resolve(folder);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const { metafile } = await build({
    ...bundleOptions,
    ...more,
    absWorkingDir: fileURLToPath(new URL('..', import.meta.url)),
    entryPoints,
    external: [...bundleOptions.external, ...native],
    outdir: out,
    splitting: true,
    // Beside the programs: what a part looks for beside itself is there.
    chunkNames: 'part-[hash]',
  });
  const { buildClient } = await import('../libs/visualization/src/server/assets/build-client.ts');
  await buildClient(join(out, 'public'));
  return metafile;
}
