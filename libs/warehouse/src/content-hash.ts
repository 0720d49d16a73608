import type { TableContract, Warehouse } from './contract.ts';
import { identifier } from './embedded/session-statement.ts';

/** Columns that say when, where and how often something was done, not what the data are. */
const circumstances = ['version', 'started_at', 'finished_at', 'duration_ms', 'host', 'attempt'];

/**
 * A hash of what a table holds, whatever the order of its rows and however often they were delivered: count, sum and
 * exclusive or of the hashes of all rows (FINAL), bit for bit.
 *
 * @param options.except - further columns to leave out, beside `version`, `started_at`, `finished_at`, `duration_ms`,
 * `host` and `attempt`
 * @param options.run - only the rows of this run
 */
export async function tableContentHash(
  warehouse: Warehouse,
  table: TableContract,
  options: { readonly except?: readonly string[]; readonly run?: string } = {},
): Promise<string> {
  const left = new Set([...circumstances, ...(options.except ?? [])]);
  const columns = Object.keys(table.columns).filter((name) => !left.has(name));
  // As bytes, because a hash function of ClickHouse gives null for a row with a null.
  const row = `formatRow('RowBinary', ${columns.map(identifier).join(', ')})`;
  const rows = await warehouse.query<{ hash: string }>(
    `SELECT concat(toString(count()), '-', hex(sum(sipHash64(row))), '-', hex(groupBitXor(cityHash64(row)))) AS hash
     FROM (SELECT ${row} AS row FROM ${identifier(table.name)} FINAL ${options.run === undefined ? '' : 'WHERE run_id = {run:String}'})`,
    options.run === undefined ? {} : { run: options.run },
  );
  return rows[0]?.hash ?? '';
}
