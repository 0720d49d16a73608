import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { codeVersion, makePrivateFolder } from '@fm/platform';
import type { TableContract, Warehouse } from '../contract.ts';
import { identifier } from '../embedded/session-statement.ts';
import { engineFolder } from '../home/holder.ts';
import { migrations } from '../migrations/index.ts';
import { allTables } from '../tables/all-tables.ts';
import { placeTaken } from './errors.ts';
import { manifestName, recordOf, type BackupFile, type Manifest } from './manifest.ts';

/** Rows of a block; a block is in memory as a whole. */
const blockRows = 500_000;

/** Names in a data folder that belong to the process that holds it. */
const ofTheHolder = /^(endpoint\.json|.*\.sock|.*\.tmp)$/;

export interface WriteBackupOptions {
  /** The data folder, open as `warehouse`. */
  readonly home: string;
  readonly warehouse: Warehouse;
  /** Folder to write; must not exist. */
  readonly target: string;
  readonly now: Date;
  /** Called with the name of each table before it is written. */
  readonly onTable?: (name: string) => void;
}

/**
 * Writes a backup of a data folder: every row of every table, and every other file. It is written beside its place and
 * moved there when it is whole, so that an interruption leaves no half of one. Other processes may continue to use the folder:
 * the records of runs are written first, so that whatever a recorded run needs follows them.
 *
 * @throws BACKUP_PLACE_TAKEN; errors of the file system and the warehouse
 */
export async function writeBackup(options: WriteBackupOptions): Promise<Manifest> {
  const { home, warehouse, target, now } = options;
  if (existsSync(target)) throw placeTaken(target);
  const partial = `${target}.partial`;
  rmSync(partial, { recursive: true, force: true });
  makePrivateFolder(partial);
  const tables: Manifest['tables'] = [];
  for (const table of recordsFirst(allTables)) {
    options.onTable?.(table.name);
    const blocks = await writeBlocks(warehouse, table, partial);
    tables.push({ name: table.name, columns: Object.keys(table.columns), blocks });
  }
  const manifest: Manifest = {
    format: 'fm.backup.v1',
    program: codeVersion,
    made_at: now.toISOString(),
    migrations: migrations.map(({ version }) => version),
    tables,
    files: copyFiles(home, join(partial, 'files'), ''),
  };
  writeFileSync(join(partial, manifestName), JSON.stringify(manifest, undefined, 1));
  renameSync(partial, target);
  return manifest;
}

function recordsFirst(tables: readonly TableContract[]): TableContract[] {
  return tables.toSorted((a, b) => Number(b.name.startsWith('run')) - Number(a.name.startsWith('run')));
}

/** The rows are spread over blocks by the hash of their key, which a merge of the table does not change. */
async function writeBlocks(warehouse: Warehouse, table: TableContract, folder: string): Promise<BackupFile[]> {
  const name = identifier(table.name);
  const [size] = await warehouse.query<{ rows: string; key: string }>(
    `SELECT (SELECT toString(count()) FROM ${name}) AS rows, sorting_key AS key
     FROM system.tables WHERE database = currentDatabase() AND name = {table:String}`,
    { table: table.name },
  );
  const count = Math.ceil(Number(size?.rows ?? 0) / blockRows);
  const columns = Object.keys(table.columns).map(identifier).join(', ');
  const files: BackupFile[] = [];
  for (let block = 0; block < count; block++) {
    const part = `cityHash64(${size?.key ?? ''}) % {count:UInt32} = {block:UInt32}`;
    const rows = await warehouse.queryBytes(`SELECT ${columns} FROM ${name} WHERE ${part}`, 'Native', { count, block });
    if (rows.length > 0)
      files.push(writeFile(folder, `tables/${table.name}/${block}.native.gz`, gzipSync(rows, { level: 1 })));
  }
  return files;
}

function copyFiles(from: string, to: string, inside: string): BackupFile[] {
  return readdirSync(join(from, inside), { withFileTypes: true }).flatMap((entry) => {
    const path = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (inside === '' && (entry.name === basename(engineFolder(from)) || ofTheHolder.test(entry.name))) return [];
    if (entry.isDirectory()) return copyFiles(from, to, path);
    return entry.isFile() ? [writeFile(to, path, readFileSync(join(from, path)))] : [];
  });
}

function writeFile(folder: string, path: string, body: Uint8Array): BackupFile {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, body, { mode: 0o600 });
  return recordOf(path, body);
}
