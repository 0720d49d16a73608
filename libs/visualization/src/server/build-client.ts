import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assetFiles } from './assets.ts';
import { bundleClient } from './bundle-client.ts';

/** Writes the browser client into a folder that `createDashboard({ assetsFolder })` takes. */
export async function buildClient(folder: string): Promise<void> {
  const { script, style } = await bundleClient();
  await mkdir(folder, { recursive: true });
  await Promise.all([
    writeFile(join(folder, assetFiles.script), script),
    writeFile(join(folder, assetFiles.style), style),
  ]);
}
