import { mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Warehouse } from '../contract.ts';

/** A part of a table that the engine left out, since it could not be read. */
export interface DamagedPart {
  readonly table: string;
  readonly name: string;
  /** Rows in it, versions of the same key counted each; undefined when that cannot be read either. */
  readonly rows: number | undefined;
  readonly folder: string;
}

interface DetachedPart {
  readonly table: string;
  readonly name: string;
  readonly path: string;
  readonly first: number | null;
  readonly last: number | null;
}

/** Reasons for which the engine detaches parts that hold nothing of their own. */
const harmless = ['ignored', 'cloned', 'covered-by-broken', 'attaching', 'deleting', 'tmp-fetch'];

/** Parts that the engine left out of the tables of this database, with what they held that no other part holds. */
export async function damagedParts(warehouse: Pick<Warehouse, 'query'>): Promise<DamagedPart[]> {
  const detached = await warehouse.query<DetachedPart>(
    `SELECT table, name, path, toInt64OrNull(toString(min_block_number))::Nullable(Float64) AS first,
            toInt64OrNull(toString(max_block_number))::Nullable(Float64) AS last
     FROM system.detached_parts
     WHERE database = currentDatabase() AND ifNull(reason, '') NOT IN {harmless:Array(String)}
     ORDER BY table, name`,
    { harmless },
  );
  if (detached.length === 0) return [];
  const active = await warehouse.query<{ table: string; first: number; last: number }>(
    `SELECT table, min_block_number::Float64 AS first, max_block_number::Float64 AS last FROM system.parts
     WHERE database = currentDatabase() AND active`,
  );
  return detached
    .filter((part) => !isCovered(part, active))
    .map(({ table, name, path }) => ({ table, name, rows: rowsIn(path), folder: path }));
}

/** Whether the parts of which a damaged one was merged are still there: the engine takes them back. */
function isCovered(part: DetachedPart, active: readonly { table: string; first: number; last: number }[]): boolean {
  const { first, last } = part;
  if (first === null || last === null) return false;
  const inside = active.filter((one) => one.table === part.table && one.first >= first && one.last <= last);
  const around = active.some((one) => one.table === part.table && one.first <= first && one.last >= last);
  return around || inside.reduce((blocks, one) => blocks + one.last - one.first + 1, 0) === last - first + 1;
}

function rowsIn(folder: string): number | undefined {
  try {
    const rows = Number(readFileSync(join(folder, 'count.txt'), 'utf8'));
    return Number.isSafeInteger(rows) ? rows : undefined;
  } catch {
    return undefined;
  }
}

/** Where damaged parts are kept once a user has decided to continue without them. */
export function asideFolder(home: string): string {
  return join(home, 'damaged');
}

/**
 * Moves damaged parts out of the engine's folders, into `damaged/<table>/<part>` of the data folder: nothing is deleted,
 * and the folder opens without them.
 */
export function moveAside(home: string, parts: readonly DamagedPart[]): void {
  for (const { table, name, folder } of parts) {
    const target = join(asideFolder(home), table);
    mkdirSync(target, { recursive: true, mode: 0o700 });
    const taken = new Set(readdirSync(target));
    let free = name;
    for (let number = 2; taken.has(free); number++) free = `${name}-${number}`;
    renameSync(folder, join(target, free));
  }
}

/** Tables, rows and parts that are missing, as a user reads them. */
export function describeParts(parts: readonly DamagedPart[]): string {
  const tables = [...new Set(parts.map(({ table }) => table))];
  return tables
    .map((table) =>
      describeTable(
        table,
        parts.filter((part) => part.table === table),
      ),
    )
    .join('; ');
}

function describeTable(table: string, parts: readonly DamagedPart[]): string {
  const known = parts.reduce((sum, { rows }) => sum + (rows ?? 0), 0);
  const isWhole = parts.every(({ rows }) => rows !== undefined);
  const missing = isWhole ? `${known} rows` : known === 0 ? 'rows' : `more than ${known} rows`;
  return `${missing} of ${table} (${parts.map(({ name }) => name).join(', ')})`;
}
