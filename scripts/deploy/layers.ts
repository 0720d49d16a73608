import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Nx loads its plugin by path, so it is not a package
import { byNumber, createNodesV2, dependenciesOf } from '../nx-stacks-plugin.mjs';

export { byNumber, createNodesV2, dependenciesOf };

/** Root folder of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** All layers in the order of their numbers. */
export const layers: readonly string[] = layersIn(readdirSync(`${root}stacks`));

/** The layers among the names of folders, in the order of their numbers. */
export function layersIn(folders: readonly string[]): string[] {
  return folders.filter((name) => /^\d+-/.test(name)).sort(byNumber);
}

/** Layers that `layer` reads. */
export function dependencies(layer: string): readonly string[] {
  return dependenciesOf(`${root}stacks/${layer}`);
}

/** Folder in which `cdktf synth` wrote the layer. */
export function synthesizedFolder(layer: string): string {
  return `${root}cdktf.out/stacks/${layer}`;
}
