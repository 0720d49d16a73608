import { folderNewer, migrationEdited, migrationsUnordered, notMigrated } from '../errors.ts';
import { identifier } from '../embedded/session-statement.ts';
import type { Ddl, DdlTarget } from './ddl.ts';
import { migrationHash, statementsOf, type Migration, type Statements } from './migration.ts';

/** The statements that make the table of applied migrations. */
export const journal: Ddl = (target) => {
  const columns = '(version UInt32, name String, hash String, applied_at DateTime64(3))';
  if (target.cluster === undefined) {
    return [
      `CREATE TABLE IF NOT EXISTS schema_migrations ${columns} ENGINE = ReplacingMergeTree(applied_at) ORDER BY version`,
    ];
  }
  // One replica set over all nodes, whatever their shard: the journal is small and must be whole everywhere.
  const engine = `ReplicatedReplacingMergeTree('/clickhouse/tables/all/{database}/{table}', '{shard}-{replica}', applied_at)`;
  return [
    `CREATE TABLE IF NOT EXISTS schema_migrations ON CLUSTER ${identifier(target.cluster)} ${columns} ENGINE = ${engine} ORDER BY version`,
  ];
};

/**
 * Applies what is missing, in order. Two processes may do it at once: every statement can be repeated, and the journal
 * keeps one row per number.
 *
 * @throws WAREHOUSE_MIGRATION_EDITED when an applied migration had a text that this program does not know
 * @returns the numbers applied by this call
 */
export async function migrate(
  warehouse: Statements,
  migrations: readonly Migration[],
  target: DdlTarget = {},
): Promise<number[]> {
  checkOrder(migrations);
  for (const statement of journal(target)) await warehouse.command(statement);
  const applied = await appliedHashes(warehouse);
  const added: number[] = [];
  for (const migration of migrations) {
    const hash = migrationHash(migration);
    const before = applied.get(migration.version);
    if (before === hash) continue;
    if (before !== undefined) {
      const convert = migration.earlier?.[before];
      if (convert === undefined) throw migrationEdited(migration.version, migration.name);
      await convert(warehouse);
    }
    for (const statement of statementsOf(migration, target)) await warehouse.command(statement);
    await warehouse.command(
      'INSERT INTO schema_migrations SELECT {version:UInt32}, {name:String}, {hash:String}, now64(3)',
      { version: migration.version, name: migration.name, hash },
    );
    added.push(migration.version);
  }
  return added;
}

/** What a read-only user does instead of {@link migrate}: refuses a warehouse that lacks a migration. */
export async function checkMigrated(warehouse: Statements, migrations: readonly Migration[]): Promise<void> {
  const applied = await appliedHashes(warehouse).catch((error: unknown) => {
    if (isAbsent(error)) return new Map<number, string>();
    throw error;
  });
  for (const migration of migrations) {
    const hash = applied.get(migration.version);
    if (hash === undefined) throw notMigrated(migration.version);
    if (hash !== migrationHash(migration)) throw migrationEdited(migration.version, migration.name);
  }
}

/** Codes of ClickHouse for a table and for a database that does not exist. */
const absent = ['60', '81'];

function isAbsent(error: unknown): boolean {
  const { code } = ((error as Error).cause ?? {}) as { readonly code?: string };
  return code !== undefined && absent.includes(code);
}

/**
 * Refuses a data folder in which a later release applied migrations that this program does not know: it would read the
 * tables wrongly, and what it wrote would miss what the later release needs.
 *
 * @throws WAREHOUSE_NEWER
 */
export async function refuseNewer(
  warehouse: Statements,
  migrations: readonly Migration[],
  home: string,
): Promise<void> {
  const known = new Set(migrations.map(({ version }) => version));
  const applied = await appliedHashes(warehouse).catch((error: unknown) => {
    if (isAbsent(error)) return new Map<number, string>();
    throw error;
  });
  const unknown = [...applied.keys()].filter((version) => !known.has(version));
  if (unknown.length > 0) throw folderNewer(home, unknown);
}

async function appliedHashes(warehouse: Statements): Promise<Map<number, string>> {
  const rows = await warehouse.query<{ version: number; hash: string }>(
    'SELECT version, argMax(hash, applied_at) AS hash FROM schema_migrations GROUP BY version ORDER BY version',
  );
  return new Map(rows.map(({ version, hash }) => [version, hash]));
}

function checkOrder(migrations: readonly Migration[]): void {
  migrations.reduce((before, { version }) => {
    if (version <= before) throw migrationsUnordered(version);
    return version;
  }, 0);
}
