import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenSize } from './warehouse-state.ts';

/** The folder of the tables, whose sizes the engine says. */
const tables = 'warehouse';

/** Bytes of what lies in a data folder beside the tables, by folder; what goes meanwhile counts nothing. */
export function folderSizes(home: string): OpenSize[] {
  return readdirSync(home, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== tables)
    .map(({ name }) => ({ what: `${name}/`, rows: null, bytes: bytesIn(join(home, name)) }))
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes);
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => {
      const size = statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
      return sum + size;
    }, 0);
}
