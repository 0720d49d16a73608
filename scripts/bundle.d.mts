import type { Metafile } from 'esbuild';

/** See `bundle.mjs`. */
export function bundleProject(projectRoot: string, outputFolder?: string): Promise<Metafile>;
