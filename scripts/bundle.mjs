import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { factorCatalogue } from './bundle-catalogue.mjs';
import { zipFolder } from './zip.mjs';

/** Bundled CommonJS packages ask for `require`, `__filename` and `__dirname`, which an ES module does not have. */
const commonJsNames = [
  `import { createRequire as fmRequire } from 'node:module';`,
  `import { fileURLToPath as fmPath } from 'node:url';`,
  `const require = fmRequire(import.meta.url);`,
  `const __filename = fmPath(import.meta.url);`,
  `const __dirname = fmPath(new URL('.', import.meta.url));`,
].join('');

/** What a bundle leaves to the machine: the native engine, which only the embedded warehouse loads. */
const external = ['chdb', 'chdb/*'];

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** How everything is bundled: for Node 22, as ES modules. */
export const bundleOptions = {
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node22',
  format: 'esm',
  mainFields: ['module', 'main'],
  external,
  plugins: [factorCatalogue],
  define: { FM_BUNDLED_VERSION: JSON.stringify(version) },
  banner: { js: commonJsNames },
  minify: true,
  keepNames: true,
  legalComments: 'linked',
  metafile: true,
  logLevel: 'warning',
};

/** `src/main.ts` or `src/handler.ts`, and every `src/*-worker.ts`, which a worker thread loads from beside them. */
function entriesOf(projectRoot) {
  const source = join(projectRoot, 'src');
  const files = existsSync(source) ? readdirSync(source) : [];
  const main = ['main.ts', 'handler.ts'].find((file) => files.includes(file));
  if (main === undefined) throw new Error(`${projectRoot} has neither src/main.ts nor src/handler.ts to bundle.`);
  return { main, entries: [main, ...files.filter((file) => file.endsWith('-worker.ts')).sort()] };
}

/**
 * Bundles one project for Node 22 as ES modules: `src/main.ts` to `dist/main.mjs`, `src/handler.ts` to
 * `dist/handler.mjs`. A project with a handler also gets `dist/function.zip`, the same bytes from every build.
 *
 * @param projectRoot - folder of the project
 * @param outputFolder - where the bundle goes; emptied first. Default: `dist` of the project
 * @returns esbuild's metafile: every input module and output file with its size
 */
export async function bundleProject(projectRoot, outputFolder = join(projectRoot, 'dist')) {
  const { main, entries } = entriesOf(projectRoot);
  rmSync(outputFolder, { recursive: true, force: true });
  const { metafile } = await build({
    ...bundleOptions,
    absWorkingDir: resolve(projectRoot),
    entryPoints: entries.map((file) => join('src', file)),
    outdir: resolve(outputFolder),
    outbase: 'src',
  });
  if (main === 'handler.ts') {
    writeFileSync(join(outputFolder, 'function.zip'), zipFolder(outputFolder));
  }
  return metafile;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const projectRoot = process.argv[2];
  if (projectRoot === undefined) throw new Error('Name the folder of the project: node scripts/bundle.mjs apps/fm');
  const { outputs } = await bundleProject(projectRoot);
  for (const [file, { bytes }] of Object.entries(outputs)) {
    console.log(`${basename(file)} ${(bytes / 1024).toFixed(0)} KiB`);
  }
}
