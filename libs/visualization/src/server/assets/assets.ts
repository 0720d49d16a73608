import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { assetsMissing } from '../../errors.ts';
import { bundleClient, type ClientFile } from './bundle-client.ts';

/** A file of the browser client, ready to send. Its name holds the content's hash, so a browser may keep it for ever. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly plain: Buffer;
  readonly gzipped: Buffer;
}

export interface Assets {
  readonly script: Asset;
  readonly style: Asset;
  /** Both, and the parts that the script loads later. */
  readonly all: readonly Asset[];
}

const types = { js: 'text/javascript; charset=utf-8', css: 'text/css; charset=utf-8' } as const;

/**
 * The browser client: from a folder where it was built, or bundled now from its source.
 *
 * @param folder - folder that {@link buildClient} filled; without it the client is bundled in memory
 * @throws ASSETS_MISSING when the folder lacks the script or the style
 */
export async function loadAssets(folder?: string): Promise<Assets> {
  const files = folder === undefined ? await bundleClient() : await readBuilt(folder);
  const all = await Promise.all(files.map(assetOf));
  const [script, style] = [/\/client-\w+\.js$/, /\/client-\w+\.css$/].map((name) =>
    all.find(({ path }) => name.test(path)),
  );
  if (script === undefined || style === undefined) throw assetsMissing(folder ?? 'bundle', undefined);
  return { script, style, all };
}

async function readBuilt(folder: string): Promise<ClientFile[]> {
  try {
    const names = (await readdir(folder)).filter((name) => /\.(js|css)$/.test(name));
    return await Promise.all(names.map(async (name) => ({ name, contents: await readFile(join(folder, name)) })));
  } catch (thrown) {
    throw assetsMissing(folder, thrown);
  }
}

async function assetOf({ name, contents }: ClientFile): Promise<Asset> {
  const type = name.endsWith('.css') ? types.css : types.js;
  return { path: `/assets/${name}`, type, plain: contents, gzipped: await promisify(gzip)(contents) };
}
