import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Type, type Static } from 'typebox';
import { Check } from 'typebox/value';
import { backupUnreadable } from './errors.ts';

const File = Type.Object({ path: Type.String(), bytes: Type.Number(), sha256: Type.String() });

const schema = Type.Object({
  format: Type.Literal('fm.backup.v1'),
  /** Version of the program that wrote it. */
  program: Type.String(),
  /** UTC. */
  made_at: Type.String(),
  /** Numbers of the migrations that the tables have. */
  migrations: Type.Array(Type.Number()),
  /** Blocks of rows in ClickHouse's Native format, gzipped, by table. */
  tables: Type.Array(
    Type.Object({ name: Type.String(), columns: Type.Array(Type.String()), blocks: Type.Array(File) }),
  ),
  /** Everything else in the data folder: collected documents, reports. */
  files: Type.Array(File),
});

/** What a backup holds. */
export type Manifest = Static<typeof schema>;

/** A file of a backup, by its path inside, with `/` on every system. */
export type BackupFile = Static<typeof File>;

export const manifestName = 'manifest.json';

/** How a file is recorded. */
export function recordOf(path: string, body: Uint8Array): BackupFile {
  return { path, bytes: body.length, sha256: createHash('sha256').update(body).digest('hex') };
}

/**
 * Reads the manifest of a backup.
 *
 * @throws BACKUP_UNREADABLE
 */
export function readManifest(folder: string): Manifest {
  try {
    const manifest: unknown = JSON.parse(readFileSync(join(folder, manifestName), 'utf8'));
    if (Check(schema, manifest)) return manifest;
  } catch (cause) {
    throw backupUnreadable(folder, cause);
  }
  throw backupUnreadable(folder, undefined);
}
