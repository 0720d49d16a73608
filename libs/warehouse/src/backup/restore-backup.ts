import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { makePrivateFolder } from '@fm/platform';
import { migrations } from '../migrations/index.ts';
import { openWarehouse } from '../open.ts';
import { allTables } from '../tables/all-tables.ts';
import { backupDamaged, backupNewer, placeTaken } from './errors.ts';
import { readManifest, recordOf, type BackupFile, type Manifest } from './manifest.ts';

/**
 * Makes a data folder of a backup. Every file is compared with what was written before anything is made; the folder is
 * made beside its place and moved there when it is whole, so that an interruption leaves no half of one.
 *
 * @param home - must not exist, or be empty
 * @throws BACKUP_UNREADABLE, BACKUP_NEWER, BACKUP_DAMAGED, BACKUP_PLACE_TAKEN
 */
export async function restoreBackup(source: string, home: string, onTable?: (name: string) => void): Promise<Manifest> {
  const manifest = readManifest(source);
  const known = new Set(migrations.map(({ version }) => version));
  if (manifest.migrations.some((version) => !known.has(version))) throw backupNewer(source, manifest.program);
  if (existsSync(home) && readdirSync(home).length > 0) throw placeTaken(home);
  checkFiles(source, manifest);
  const partial = `${home}.restoring`;
  rmSync(partial, { recursive: true, force: true });
  makePrivateFolder(partial);
  await insertTables(source, manifest, partial, onTable);
  for (const { path } of manifest.files) {
    const file = join(partial, path);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, readFileSync(join(source, 'files', path)), { mode: 0o600 });
  }
  if (existsSync(home)) rmdirSync(home);
  renameSync(partial, home);
  return manifest;
}

function checkFiles(source: string, { tables, files }: Manifest): void {
  const blocks = tables.flatMap((table) => table.blocks);
  const damaged = [
    ...blocks.filter((file) => !isWhole(source, file)),
    ...files.filter((file) => !isWhole(join(source, 'files'), file)),
  ];
  if (damaged.length > 0)
    throw backupDamaged(
      source,
      damaged.map(({ path }) => path),
    );
}

function isWhole(folder: string, { path, bytes, sha256 }: BackupFile): boolean {
  try {
    const found = recordOf(path, readFileSync(join(folder, path)));
    return found.bytes === bytes && found.sha256 === sha256;
  } catch {
    return false;
  }
}

async function insertTables(
  source: string,
  { tables }: Manifest,
  home: string,
  onTable?: (name: string) => void,
): Promise<void> {
  const warehouse = await openWarehouse({ home });
  try {
    for (const { name, columns, blocks } of tables) {
      onTable?.(name);
      const table = allTables.find((one) => one.name === name);
      if (table === undefined) continue;
      for (const { path } of blocks)
        await warehouse.insertBytes(table, columns, 'Native', gunzipSync(readFileSync(join(source, path))));
    }
  } finally {
    await warehouse.close();
  }
}
