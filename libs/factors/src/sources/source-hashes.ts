import { fileURLToPath } from 'node:url';
import { ModuleGraph } from './module-graph.ts';

const graph = new ModuleGraph();
const hashes = new Map<string, string>();

/**
 * Hash of the code that computes something: see {@link ModuleGraph}. It is worked out from the files that run, so that no
 * table of hashes can be older than they are; a bundle, which has no files, holds the hashes of the files it was made of.
 *
 * @param file - of the folder `catalogue`, or one of {@link kernelFiles}
 */
export function sourceHash(file: string): string {
  const known = hashes.get(file);
  if (known !== undefined) return known;
  const folder = kernelFiles.includes(file) ? '.' : '../catalogue';
  const hash = graph.hash(fileURLToPath(new URL(`${folder}/${file}`, import.meta.url)));
  hashes.set(file, hash);
  return hash;
}

/** The file that names the functions that formulas are computed by. */
export const formulaKernels = 'formula-kernels.ts';

/** The file that names the functions that combinations are computed by. */
export const combinationKernels = 'combination-kernels.ts';

/** Files that name functions that definitions without a file of their own are computed by. */
export const kernelFiles: readonly string[] = [formulaKernels, combinationKernels];
