import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cache = join(root, 'node_modules/.cache/fm-programs');
const dayMilliseconds = 86_400_000;

/**
 * Folder for programs that are bundled of the sources as they are now; it lies in the workspace, where bundles find native
 * packages. Folders of sources that were are removed a day after they were made.
 */
export function programsFolder() {
  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache)) {
    const folder = join(cache, name);
    if (Date.now() - statSync(folder).birthtimeMs > dayMilliseconds) rmSync(folder, { recursive: true, force: true });
  }
  const folder = join(cache, stateOfSources());
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Changes with every file that a bundle may hold. */
function stateOfSources() {
  const hash = createHash('sha256');
  for (const room of ['apps', 'libs', 'scripts', 'package-lock.json']) add(hash, join(root, room));
  return hash.digest('hex').slice(0, 16);
}

function add(hash, path) {
  const { size, mtimeMs } = statSync(path);
  if (/\.(ts|mjs|css|json)$/.test(path)) return void hash.update(`${path} ${size} ${mtimeMs}\n`);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (['node_modules', 'dist', '.nx'].includes(entry.name)) continue;
    if (entry.isDirectory() || /\.(ts|mjs|css|json)$/.test(entry.name)) add(hash, join(path, entry.name));
  }
}
