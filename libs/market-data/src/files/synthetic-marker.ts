import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A folder with this file, and every folder below it, holds generated data. */
export const markerName = 'SYNTHETIC.json';

/** Whether a file lies under a folder that is marked as synthetic. */
export function isMarkedSynthetic(path: string): boolean {
  let folder = dirname(resolve(path));
  for (;;) {
    if (existsSync(join(folder, markerName))) return true;
    const parent = dirname(folder);
    if (parent === folder) return false;
    folder = parent;
  }
}
