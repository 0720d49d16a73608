import type { ColumnType, TableContract } from '../contract.ts';
import { identifier } from '../embedded/session-statement.ts';

/** Where tables live. */
export interface DdlTarget {
  /** Name of the ClickHouse cluster; undefined for a single server or the embedded engine. */
  readonly cluster?: string;
  /** Database of the tables on every node of the cluster. @default that of the connection */
  readonly database?: string;
}

export interface TableOptions {
  /** The business key: rows with the same key are one row, the one with the highest version. */
  readonly orderBy: readonly string[];
  /** Column whose highest value wins. @default 'version' */
  readonly version?: string;
  /** Columns that decide on which shard of a cluster a row lives; must be part of the key. @default the whole key */
  readonly shardBy?: readonly string[];
}

/** Renders the statements of a migration for one server or for a cluster. */
export interface Ddl {
  (target: DdlTarget): readonly string[];
  /** How rows of a table, or of a view that each shard answers for itself, are spread over shards. */
  readonly sharding?: Sharding;
}

/** Where the rows of a table or view live on a cluster. */
export interface Sharding {
  readonly name: string;
  /** Business key of a table; empty for a view. */
  readonly key: readonly string[];
  /** Columns whose hash decides on the shard. */
  readonly by: readonly string[];
  /** Tables that a view reads on the same shard. */
  readonly reads: readonly string[];
}

/**
 * A table whose rows are unique by key after merging (`FINAL` or `argMax` before that): ReplacingMergeTree. On a cluster
 * it is a replicated table `<name>_local` on every node and a Distributed table `<name>` in front, whose sharding keeps
 * all rows of a key on one shard. There are no partitions: the keys prune well, and a file of one symbol over decades
 * would otherwise make a part for every year.
 */
export function table(contract: TableContract, options: TableOptions): Ddl {
  const version = options.version ?? 'version';
  const columns = Object.entries(contract.columns).map(([name, type]) => `${identifier(name)} ${type}`);
  const body = `(${columns.join(', ')})`;
  const key = `ORDER BY (${list(options.orderBy)})`;
  const by = options.shardBy ?? options.orderBy;
  const render: Ddl = (target) => {
    const { cluster } = target;
    if (cluster === undefined) {
      const engine = `ReplacingMergeTree(${identifier(version)})`;
      return [`CREATE TABLE IF NOT EXISTS ${identifier(contract.name)} ${body} ENGINE = ${engine} ${key}`];
    }
    const path = `'/clickhouse/tables/{shard}/{database}/{table}', '{replica}'`;
    const replicated = `ReplicatedReplacingMergeTree(${path}, ${identifier(version)})`;
    const local = identifier(localName(contract.name));
    return [
      `CREATE TABLE IF NOT EXISTS ${local} ON CLUSTER ${identifier(cluster)} ${body} ENGINE = ${replicated} ${key}`,
      inFront(contract.name, by, { ...target, cluster }),
    ];
  };
  return Object.assign(render, { sharding: { name: contract.name, key: options.orderBy, by, reads: [] } });
}

/** Columns that a table gets at its end; rows that are there have the default of the type in them. */
export function addColumns(name: string, columns: Readonly<Record<string, ColumnType>>): Ddl {
  const added = Object.entries(columns).map(
    ([column, type]) => `ADD COLUMN IF NOT EXISTS ${identifier(column)} ${type}`,
  );
  const alter = (table: string, on: string) => `ALTER TABLE ${identifier(table)}${on} ${added.join(', ')}`;
  return ({ cluster }) => {
    if (cluster === undefined) return [alter(name, '')];
    const on = ` ON CLUSTER ${identifier(cluster)}`;
    return [alter(localName(name), on), alter(name, on)];
  };
}

/** A view that the node asked makes of whole tables. */
export function view(name: string, select: string): Ddl {
  return ({ cluster }) => [createView(name, select, cluster)];
}

/** A view in place of the one of that name, whose migration stays as it was. */
export function replacedView(name: string, select: string): Ddl {
  return ({ cluster }) => [createView(name, select, cluster, 'CREATE OR REPLACE VIEW')];
}

/**
 * A view whose every row comes from rows of one shard: on a cluster each node makes it of its own part of the tables and
 * a Distributed table is in front of them. Conditions then reach the tables, and joins never cross shards; a view over
 * Distributed tables would read them whole, and its joins would be refused or, worse, done within shards by accident.
 *
 * @param shardBy - columns that all tables it reads are sharded by, and that its joins and groups hold on to
 * @param reads - the tables
 * @param select - its statement, given the name under which it reads each table
 */
export function colocatedView<Table extends string>(
  name: string,
  shardBy: readonly string[],
  reads: readonly Table[],
  select: (table: (name: Table) => string) => string,
): Ddl {
  const render: Ddl = (target) => {
    const { cluster } = target;
    if (cluster === undefined)
      return [
        createView(
          name,
          select((table) => table),
          cluster,
        ),
      ];
    return [createView(localName(name), select(localName), cluster), inFront(name, shardBy, { ...target, cluster })];
  };
  return Object.assign(render, { sharding: { name, key: [], by: shardBy, reads } });
}

/**
 * A view of {@link colocatedView} in place of the one of that name, whose migration stays as it was. Its columns stay the same:
 * on a cluster the Distributed table in front stays.
 */
export function replacedColocatedView<Table extends string>(
  name: string,
  shardBy: readonly string[],
  reads: readonly Table[],
  select: (table: (name: Table) => string) => string,
): Ddl {
  const replace = 'CREATE OR REPLACE VIEW';
  const render: Ddl = ({ cluster }) => {
    const here = (table: Table) => (cluster === undefined ? table : localName(table));
    return [createView(cluster === undefined ? name : localName(name), select(here), cluster, replace)];
  };
  return Object.assign(render, { sharding: { name, key: [], by: shardBy, reads } });
}

function createView(
  name: string,
  select: string,
  cluster: string | undefined,
  create = 'CREATE VIEW IF NOT EXISTS',
): string {
  const on = cluster === undefined ? '' : ` ON CLUSTER ${identifier(cluster)}`;
  return `${create} ${identifier(name)}${on} AS ${select}`;
}

/** The Distributed table in front of what every node has under the local name. */
function inFront(
  name: string,
  by: readonly string[],
  { cluster, database }: DdlTarget & { readonly cluster: string },
): string {
  const local = identifier(localName(name));
  const where = database === undefined ? 'currentDatabase()' : identifier(database);
  const engine = `Distributed(${identifier(cluster)}, ${where}, ${local}, cityHash64(${list(by)}))`;
  return `CREATE TABLE IF NOT EXISTS ${identifier(name)} ON CLUSTER ${identifier(cluster)} AS ${local} ENGINE = ${engine}`;
}

/** Name of the part of a table or view that a node of a cluster has. */
function localName(name: string): string {
  return `${name}_local`;
}

function list(columns: readonly string[]): string {
  return columns.map(identifier).join(', ');
}
