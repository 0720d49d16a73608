import { fileURLToPath } from 'node:url';
import { ModuleGraph } from './module-graph.ts';

const graph = new ModuleGraph();
const hashes = new Map<string, string>();

/**
 * Hash of the code that computes something: see {@link ModuleGraph}. It is worked out from the files that run, so that no
 * table of hashes can be older than they are; a bundle, which has no files, holds the hashes of the files it was made of.
 *
 * @param file - of the folder `catalogue`, or `formula-kernels.ts` for the functions that formulas are computed by
 */
export function sourceHash(file: string): string {
  const known = hashes.get(file);
  if (known !== undefined) return known;
  const folder = file === formulaKernels ? '.' : '../catalogue';
  const hash = graph.hash(fileURLToPath(new URL(`${folder}/${file}`, import.meta.url)));
  hashes.set(file, hash);
  return hash;
}

/** The file that names the functions that formulas are computed by. */
export const formulaKernels = 'formula-kernels.ts';
