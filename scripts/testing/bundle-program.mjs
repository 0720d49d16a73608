import { existsSync, renameSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildFm, native } from '../build-fm.mjs';
import { bundleOptions } from '../bundle.mjs';

/** Takes half as long, and stacks can be read. */
const unminified = { minify: false };

/*
 * node bundle-program.mjs SOURCE FOLDER: bundles a program or the module of a thread into FOLDER, which does not exist yet.
 * The command comes with all that it starts. A visible FOLDER is complete; of two at once the first one's stays.
 */
const command = fileURLToPath(new URL('../../apps/fm/src/main.ts', import.meta.url));
const [source, folder] = process.argv.slice(2);
const own = `${folder}-${process.pid}`;
if (source === command) await buildFm(own, unminified);
else
  await build({
    ...bundleOptions,
    ...unminified,
    // ffi-rs, which only tests use, has native code too.
    external: [...bundleOptions.external, ...native, 'ffi-rs'],
    entryPoints: [source],
    outdir: own,
  });
try {
  renameSync(own, folder);
} catch (thrown) {
  if (!existsSync(folder)) throw thrown;
  rmSync(own, { recursive: true });
}
