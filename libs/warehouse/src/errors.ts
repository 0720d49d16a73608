import { FmError, messageOf } from '@fm/platform';

/** chdb breaks in worker threads: the process's other connections fail or hang. */
export function inWorkerThread(): FmError {
  return new FmError('WAREHOUSE_IN_WORKER_THREAD', {
    what: 'the embedded engine was requested in a worker thread',
    remedy: 'Open the warehouse in the main thread and give the workers typed arrays',
    kind: 'usage',
  });
}

/** Something is to be read, and the data folder has no warehouse: nothing is made for it. */
export function noWarehouse(folder: string): FmError {
  return new FmError('WAREHOUSE_MISSING', {
    what: 'the data folder has no warehouse',
    where: folder,
    remedy:
      'Go to the folder in which you ran fm before, or set FM_HOME to its data folder; `fm demo` or `fm ingest prices PATH` makes a warehouse here',
    kind: 'usage',
  });
}

/** The engine binds one data folder per process. */
export function otherFolderOpen(open: string, asked: string): FmError {
  return new FmError('WAREHOUSE_OTHER_FOLDER_OPEN', {
    what: `this process already has the embedded warehouse ${open} open`,
    where: asked,
    remedy: 'Close it first, or use a separate process for each data folder',
    kind: 'usage',
  });
}

/** Another process holds the folder, but did not answer on its gateway within the patience of an opener. */
export function folderHeld(folder: string, cause: unknown): FmError {
  return new FmError('WAREHOUSE_FOLDER_HELD', {
    what: `another process holds the data folder and its gateway did not answer: ${messageOf(cause)}`,
    where: folder,
    remedy: 'Wait until that process has started or ended, or set FM_HOME to another folder',
    cause,
  });
}

/** The folder cannot hold an embedded warehouse (not writable, no space, damaged). */
export function folderUnusable(folder: string, cause: unknown): FmError {
  return new FmError('WAREHOUSE_FOLDER_UNUSABLE', {
    what: `the data folder cannot be opened: ${messageOf(cause)}`,
    where: folder,
    remedy:
      'Check that it exists, is writable and has space; restore a copy of it if it is damaged; or set FM_HOME to another folder',
    cause,
  });
}

const fromBackup =
  'Put a copy of FM_HOME in its place; or go on without these rows (`fm doctor --set-aside`) and ingest their files again';

/** Parts of tables cannot be read, and the engine would go on without them. */
export function partsDamaged(folder: string, parts: string): FmError {
  return new FmError('WAREHOUSE_DAMAGED', {
    what: `the files of the warehouse are damaged and cannot be read whole; missing are ${parts}`,
    where: folder,
    remedy: fromBackup,
  });
}

/** The journal says that a table was made, and it is not there. */
export function tablesMissing(folder: string, tables: readonly string[]): FmError {
  return new FmError('WAREHOUSE_DAMAGED', {
    what: `tables of the warehouse are gone: ${tables.join(', ')}`,
    where: folder,
    remedy: 'Put a copy of FM_HOME in its place, or set FM_HOME to an empty folder and ingest the files again',
  });
}

/** The server named by CLICKHOUSE_URL does not answer. */
export function serverUnreachable(url: string, cause: unknown): FmError {
  return new FmError('WAREHOUSE_UNREACHABLE', {
    what: `the ClickHouse server does not answer: ${messageOf(cause)}`,
    where: url,
    remedy: 'Check CLICKHOUSE_URL, CLICKHOUSE_USER and CLICKHOUSE_PASSWORD, and that the server runs',
    cause,
  });
}

/** CLICKHOUSE_URL is not an HTTP address. */
export function badServerUrl(where: string): FmError {
  return new FmError('WAREHOUSE_BAD_URL', {
    what: 'the address of the ClickHouse server is not an http:// or https:// URL',
    where,
    remedy: 'Set it like CLICKHOUSE_URL=https://clickhouse.example.com:8443',
    kind: 'usage',
  });
}

/** How the engine, its server and the operating system say that a disk is full. */
const diskFull = /\b(ENOSPC|EDQUOT|NOT_ENOUGH_SPACE)\b|no space left on device|not enough space/i;

/** How the engine and its server say that a stored file is not what was written. */
const damage =
  /checksum doesn't match|\b(CHECKSUM_DOESNT_MATCH|CORRUPTED_DATA|CANNOT_DECOMPRESS|BAD_SIZE_OF_FILE_IN_DATA_PART)\b|while reading from part.*(cannot read all data|no such file)/is;

/** ClickHouse refused or failed a statement; the cause carries its error code. */
export function statementFailed(sql: string, cause: unknown): FmError {
  const start = sql.trim().replace(/\s+/g, ' ');
  const what = messageOf(cause).trim().replace(/\.$/, '');
  const where = start.length > 160 ? `${start.slice(0, 160)}...` : start;
  if (damage.test(what)) {
    return new FmError('WAREHOUSE_DAMAGED', { what: what.slice(0, 400), where, remedy: fromBackup, cause });
  }
  const full = diskFull.test(what);
  return new FmError(full ? 'WAREHOUSE_DISK_FULL' : 'WAREHOUSE_STATEMENT_FAILED', {
    what,
    where,
    remedy: full
      ? 'Free space on the disk of the warehouse, then start it again: stored data are kept'
      : 'Correct the statement or the data it names',
    cause,
  });
}

/** The embedded engine takes data only for the plain form of an INSERT. */
export function insertForm(sql: string): FmError {
  return new FmError('WAREHOUSE_INSERT_FORM', {
    what: 'data came with an INSERT of a form that the embedded engine cannot feed',
    where: sql.trim().slice(0, 160),
    remedy: 'Write it as INSERT INTO table (columns) FORMAT name, and select from a table afterwards',
    kind: 'usage',
  });
}

/** A number that is NaN or infinite would be stored as something else. */
export function notFinite(table: string, row: number, column: string, value: unknown): FmError {
  return new FmError('WAREHOUSE_NOT_FINITE', {
    what: `${String(value)} is not a finite number`,
    where: `table ${table}, row ${row}, column ${column}`,
    remedy: 'Give null for a missing value',
    kind: 'usage',
  });
}

/** A value that its column cannot hold exactly. */
export function badValue(table: string, row: number, column: string, type: string, value: unknown): FmError {
  return new FmError('WAREHOUSE_BAD_VALUE', {
    what: `${describe(value)} is not a value of type ${type}`,
    where: `table ${table}, row ${row}, column ${column}`,
    remedy: 'Give what the table contract declares',
    kind: 'usage',
  });
}

/** The arrays of a columnar insert have different lengths, or one is missing. */
export function badColumns(table: string, what: string): FmError {
  return new FmError('WAREHOUSE_BAD_COLUMNS', {
    what,
    where: `table ${table}`,
    remedy: 'Give every column of the insert as an array of the same length',
    kind: 'usage',
  });
}

/** A binary result without the layout its reader expects. */
export function badBinary(what: string): FmError {
  return new FmError('WAREHOUSE_BAD_BINARY', {
    what,
    remedy: 'Give the reader the column types of the query, in order, with the casts that make them so',
  });
}

/** An applied migration is history: its text must not change. */
export function migrationEdited(version: number, name: string): FmError {
  return new FmError('WAREHOUSE_MIGRATION_EDITED', {
    what: `the tables of migration ${version} (${name}) were made by a version of this program that this one does not know`,
    remedy:
      'Open it with the version that made it (`fm doctor` shows which is installed), or set FM_HOME to another folder and ingest the data again. When developing migrations: restore the text, and put the change into a new migration.',
  });
}

/** A later release worked with the folder. */
export function folderNewer(home: string, versions: readonly number[]): FmError {
  return new FmError('WAREHOUSE_NEWER', {
    what: `a later version of this program has worked with the folder: it knows ${versions.length === 1 ? 'the migration' : 'the migrations'} ${versions.join(', ')}, which this one does not`,
    where: home,
    remedy: 'Install that version or a later one. Nothing was changed.',
  });
}

/** Two migrations share a number, or are out of order. */
export function migrationsUnordered(version: number): FmError {
  return new FmError('WAREHOUSE_MIGRATIONS_UNORDERED', {
    what: `migration ${version} is not above the one before it`,
    remedy: 'Number the migrations in ascending order, each number once',
  });
}

/** A read-only user cannot migrate, and the tables are older than the program. */
export function notMigrated(missing: number): FmError {
  return new FmError('WAREHOUSE_NOT_MIGRATED', {
    what: `migration ${missing} is not applied, and this connection is read-only`,
    remedy: 'Run any command of this version once as a user that may write',
  });
}

/** A call after close. */
export function closed(): FmError {
  return new FmError('WAREHOUSE_CLOSED', {
    what: 'the warehouse connection is closed',
    remedy: 'Open the warehouse again',
    kind: 'usage',
  });
}

function describe(value: unknown): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 60)}...` : text;
}
