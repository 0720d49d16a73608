import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const beside = fileURLToPath(new URL('../../../../../shared/data', import.meta.url));

/** Folder of real inputs; undefined where it is absent. */
export function realData(path: string): string | undefined {
  const folder = join(process.env['FM_REAL_DATA'] ?? beside, path);
  return existsSync(folder) ? folder : undefined;
}
