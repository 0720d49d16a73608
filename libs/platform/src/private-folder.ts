import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';

/** By which a data folder of the platform is known. */
const ownEntries = ['warehouse', 'objects', 'endpoint.json'];

/**
 * Makes a data folder that only its owner can enter. One that is there already is closed to others when it is empty or
 * holds a warehouse; one that holds something else keeps its mode, since others may use it.
 */
export function makePrivateFolder(folder: string): void {
  if (mkdirSync(folder, { recursive: true, mode: 0o700 }) !== undefined) return;
  const { mode, uid } = statSync(folder);
  if ((mode & 0o077) === 0 || uid !== process.getuid?.()) return;
  const names = readdirSync(folder);
  if (names.length === 0 || ownEntries.some((name) => names.includes(name))) chmodSync(folder, mode & 0o7700);
}
