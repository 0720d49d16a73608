import type { BuildOptions, Metafile } from 'esbuild';

/** See `build-fm.mjs`. */
export function buildFm(folder: string, more?: BuildOptions): Promise<Metafile>;
