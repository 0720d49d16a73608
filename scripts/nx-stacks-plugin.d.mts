interface LayerProject {
  readonly name?: string;
  readonly tags: readonly string[];
  readonly targets: Readonly<Record<string, object>>;
}

/** Layers whose outputs the layer in `folder` reads, from the imports of its sources. */
export function dependenciesOf(folder: string): string[];
/** Orders layers by their number, so that `10-x` comes after `9-y`. */
export function byNumber(a: string, b: string): number;
/** The Nx plugin: pattern of the files it looks at, and what makes projects of them. */
export const createNodesV2: readonly [
  string,
  (
    files: readonly string[],
    options: unknown,
    context: { readonly workspaceRoot: string },
  ) => readonly (readonly [string, { readonly projects: Readonly<Record<string, LayerProject>> }])[],
];
