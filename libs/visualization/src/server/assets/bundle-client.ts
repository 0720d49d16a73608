import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Esbuild from 'esbuild';
import { tokenStyle } from '../../charts/tokens.ts';

/** In a variable, so that a bundle of the server leaves the bundler out. */
const bundler = 'esbuild';

/** A file of the browser client. */
export interface ClientFile {
  /** Holds a hash of the content. */
  readonly name: string;
  readonly contents: Buffer;
}

/** Gives `@import 'design:tokens'` the tokens of the charts as custom properties. */
const tokensPlugin: Esbuild.Plugin = {
  name: 'design-tokens',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^design:tokens$/ }, ({ path }) => ({ path, namespace: 'design' }));
    onLoad({ filter: /.*/, namespace: 'design' }, () => ({ contents: tokenStyle(), loader: 'css' }));
  },
};

/**
 * Bundles the browser client in memory: `client-HASH.js`, `client-HASH.css`, and the parts that a page loads after it has
 * shown its tables.
 */
export async function bundleClient(): Promise<ClientFile[]> {
  const { build } = (await import(bundler)) as typeof Esbuild;
  const { outputFiles } = await build({
    entryPoints: { client: fileURLToPath(new URL('../../client/client.ts', import.meta.url)) },
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outdir: '/',
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    write: false,
    legalComments: 'none',
    plugins: [tokensPlugin],
  });
  return outputFiles.map(({ path, contents }) => ({ name: basename(path), contents: Buffer.from(contents) }));
}
