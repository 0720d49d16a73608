import type { ColumnType, TableContract } from '../contract.ts';
import { identifier } from '../embedded/session-statement.ts';

/** Where tables live. */
export interface DdlTarget {
  /** Name of the ClickHouse cluster; undefined for a single server or the embedded engine. */
  readonly cluster?: string;
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
export type Ddl = (target: DdlTarget) => readonly string[];

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
  return ({ cluster }) => {
    if (cluster === undefined) {
      const engine = `ReplacingMergeTree(${identifier(version)})`;
      return [`CREATE TABLE IF NOT EXISTS ${identifier(contract.name)} ${body} ENGINE = ${engine} ${key}`];
    }
    const local = identifier(`${contract.name}_local`);
    const on = `ON CLUSTER ${identifier(cluster)}`;
    const path = `'/clickhouse/tables/{shard}/{database}/{table}', '{replica}'`;
    const replicated = `ReplicatedReplacingMergeTree(${path}, ${identifier(version)})`;
    const shard = `cityHash64(${list(options.shardBy ?? options.orderBy)})`;
    const distributed = `Distributed(${identifier(cluster)}, currentDatabase(), ${local}, ${shard})`;
    return [
      `CREATE TABLE IF NOT EXISTS ${local} ${on} ${body} ENGINE = ${replicated} ${key}`,
      `CREATE TABLE IF NOT EXISTS ${identifier(contract.name)} ${on} AS ${local} ENGINE = ${distributed}`,
    ];
  };
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
    return [alter(`${name}_local`, on), alter(name, on)];
  };
}

/** A view over tables of the warehouse. */
export function view(name: string, select: string): Ddl {
  return ({ cluster }) => {
    const on = cluster === undefined ? '' : ` ON CLUSTER ${identifier(cluster)}`;
    return [`CREATE VIEW IF NOT EXISTS ${identifier(name)}${on} AS ${select}`];
  };
}

function list(columns: readonly string[]): string {
  return columns.map(identifier).join(', ');
}
