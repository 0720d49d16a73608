import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';

/** A zip holds local time without a zone, so the moment is made from local parts: the same bytes in every zone. */
const moment = new Date(1980, 0, 1);

/** Regular file, read for everyone, on Unix: Lambda runs the code as another user than the one who packed it. */
const unix = 3;
const attributes = 0o100644 << 16;

/**
 * Zips the files of a folder, not its subfolders, so that the same files always give the same bytes: entries sorted by name, one
 * fixed time, one fixed mode.
 *
 * @param folder - folder whose files become entries
 * @returns the zip
 */
export function zipFolder(folder) {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();
  const entries = names.map((name) => [name, [readFileSync(join(folder, name)), { os: unix, attrs: attributes }]]);
  return zipSync(Object.fromEntries(entries), { level: 9, mtime: moment });
}
