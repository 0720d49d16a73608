import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { assetsMissing } from '../errors.ts';
import { bundleClient } from './bundle-client.ts';

/** A file of the browser client, ready to send. */
export interface Asset {
  readonly path: string;
  readonly type: string;
  readonly plain: Buffer;
  readonly gzipped: Buffer;
}

export interface Assets {
  readonly script: Asset;
  readonly style: Asset;
}

/** Names of the files in a folder of prebuilt assets. */
export const assetFiles = { script: 'client.js', style: 'client.css' } as const;

/**
 * The browser client: from a folder where it was built, or bundled now from its source.
 *
 * @param folder - folder with {@link assetFiles}; without it the client is bundled in memory
 * @throws ASSETS_MISSING when the folder lacks a file
 */
export async function loadAssets(folder?: string): Promise<Assets> {
  const { script, style } = folder === undefined ? await bundleClient() : await readBuilt(folder);
  return {
    script: await assetOf('client', 'js', 'text/javascript; charset=utf-8', script),
    style: await assetOf('client', 'css', 'text/css; charset=utf-8', style),
  };
}

async function readBuilt(folder: string): Promise<{ script: Buffer; style: Buffer }> {
  try {
    const [script, style] = await Promise.all([
      readFile(join(folder, assetFiles.script)),
      readFile(join(folder, assetFiles.style)),
    ]);
    return { script, style };
  } catch (thrown) {
    throw assetsMissing(folder, thrown);
  }
}

/** The name holds the content's hash, so that a browser may keep the file for ever. */
async function assetOf(name: string, extension: string, type: string, plain: Buffer): Promise<Asset> {
  const hash = createHash('sha256').update(plain).digest('hex').slice(0, 12);
  return { path: `/assets/${name}-${hash}.${extension}`, type, plain, gzipped: await promisify(gzip)(plain) };
}
