import { fileURLToPath } from 'node:url';
import type * as Esbuild from 'esbuild';

/** In a variable, so that a bundle of the server leaves the bundler out. */
const bundler = 'esbuild';

/** Bundles script and style of the browser client in memory. */
export async function bundleClient(): Promise<{ script: Buffer; style: Buffer }> {
  const { build } = (await import(bundler)) as typeof Esbuild;
  const result = await build({
    entryPoints: [fileURLToPath(new URL('../client/client.ts', import.meta.url))],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outdir: '/',
    write: false,
    legalComments: 'none',
  });
  const contentsOf = (extension: string) =>
    Buffer.from(result.outputFiles.find((file) => file.path.endsWith(extension))?.contents ?? []);
  return { script: contentsOf('.js'), style: contentsOf('.css') };
}
