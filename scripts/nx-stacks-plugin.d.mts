/** Layers whose outputs the layer in `folder` reads, from the imports of its sources. */
export function dependenciesOf(folder: string): string[];
/** The Nx plugin. */
export const createNodesV2: unknown;
