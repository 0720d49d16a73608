import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lambdaArtifacts, lambdaNames } from '@fm/stack-artifacts';
import { strToU8, zipSync } from 'fflate';
import { root } from './layers.ts';

/** Whether the zip of every function is built. */
export function isBuilt(): boolean {
  return lambdaNames.every((name) => existsSync(join(root, lambdaArtifacts[name].path)));
}

/** Writes the smallest zip that is a function for every function, so that the layers can be tried before a build. */
export function writeSmallArtifacts(folder: string): void {
  const handler = strToU8('export const handler = async () => ({});\n');
  const zip = zipSync({ 'handler.mjs': [handler, { mtime: new Date(1980, 0, 1) }] });
  for (const name of lambdaNames) {
    const file = join(folder, lambdaArtifacts[name].path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, zip);
  }
}
