import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleClient } from './bundle-client.ts';

/** Writes the browser client into a folder that `createDashboard({ assetsFolder })` takes; what was there goes. */
export async function buildClient(folder: string): Promise<void> {
  const files = await bundleClient();
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all(files.map(({ name, contents }) => writeFile(join(folder, name), contents)));
}
