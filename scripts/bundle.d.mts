import type { BuildOptions, Metafile } from 'esbuild';

/** See `bundle.mjs`. */
export function bundleProject(projectRoot: string, outputFolder?: string): Promise<Metafile>;

/** See `bundle.mjs`. */
export const bundleOptions: BuildOptions & { metafile: true };
