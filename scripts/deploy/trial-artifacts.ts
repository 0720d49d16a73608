import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lambdaArtifacts, lambdaNames, type LambdaName } from '@fm/stack-artifacts';
import { strToU8, zipSync } from 'fflate';
import { root } from './layers.ts';

/**
 * Puts the zip of every function under `folder`: as it is built, so that a later build does not change the trial, and
 * where none is built the smallest zip that is a function.
 *
 * @returns the functions that were not built
 */
export function collectArtifacts(folder: string): LambdaName[] {
  const handler = strToU8('export const handler = async () => ({});\n');
  const small = zipSync({ 'handler.mjs': [handler, { mtime: new Date(1980, 0, 1) }] });
  return lambdaNames.filter((name) => {
    const { path } = lambdaArtifacts[name];
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    const built = existsSync(join(root, path));
    if (built) copyFileSync(join(root, path), file);
    else writeFileSync(file, small);
    return !built;
  });
}
