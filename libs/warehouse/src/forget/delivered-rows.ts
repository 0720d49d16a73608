import type { RowOf, TableContract, Warehouse } from '../contract.ts';
import { deliveredRowsTable } from '../tables/delivery-tables.ts';
import { nextVersion } from '../version.ts';

/** A file, or a stored object, with the content that came. */
export interface Delivery {
  /** Its source as the ingest log names it. */
  readonly source: string;
  /** Path of the file or key of the object. */
  readonly uri: string;
  /** SHA-256 of its bytes, hexadecimal. */
  readonly contentHash: string;
}

/** Rows of one part of a table that a delivery brought; those that were there already have the version 0. */
export interface DeliveredRows {
  readonly delivery: Delivery;
  readonly target: string;
  /** Value of the first key column of the table. */
  readonly part: string;
  readonly rowsVersion: bigint;
  readonly rows: number;
}

/** The first key column of each table whose rows are traced to the files that brought them. */
export const partColumns: Readonly<Record<string, string>> = {
  prices: 'symbol',
  corporate_actions: 'symbol',
  delistings: 'symbol',
  short_interest: 'symbol',
  risk_free: 'series',
  known_returns: 'library',
  user_values: 'name',
  articles: 'symbol',
  stock_groups: 'symbol',
};

/**
 * Records which rows deliveries bring. It comes before the rows: a record without rows does no harm, but rows without a
 * record could not be taken back by their file.
 */
export async function recordDelivered(
  warehouse: Pick<Warehouse, 'insert'>,
  delivered: readonly DeliveredRows[],
): Promise<void> {
  if (delivered.length === 0) return;
  const version = nextVersion();
  await warehouse.insert(
    deliveredRowsTable,
    delivered.map(({ delivery: { source, uri, contentHash }, target, part, rowsVersion, rows }) => {
      return { source, uri, content_hash: contentHash, target, part, rows_version: rowsVersion, rows, version };
    }),
  );
}

/** The delivery records of rows of a table. */
export function deliveredBy(
  delivery: Delivery,
  target: string,
  rows: readonly { readonly part: string; readonly version: bigint }[],
): DeliveredRows[] {
  const counts = new Map<string, DeliveredRows>();
  for (const { part, version } of rows) {
    const key = `${part} ${version}`;
    const before = counts.get(key)?.rows ?? 0;
    counts.set(key, { delivery, target, part, rowsVersion: version, rows: before + 1 });
  }
  return [...counts.values()];
}

/** The warehouse for one delivery: what is inserted into a table of {@link partColumns} is recorded first. */
export function recordingRows(warehouse: Warehouse, delivery: Delivery): Warehouse {
  return {
    home: warehouse.home,
    query: (sql, parameters) => warehouse.query(sql, parameters),
    queryBytes: (sql, format, parameters) => warehouse.queryBytes(sql, format, parameters),
    command: (sql, parameters) => warehouse.command(sql, parameters),
    insertBytes: (table, columns, format, body) => warehouse.insertBytes(table, columns, format, body),
    close: () => warehouse.close(),
    insert: async (table, rows) => {
      await recordDelivered(warehouse, deliveredBy(delivery, table.name, partsOf(table, rows)));
      await warehouse.insert(table, rows);
    },
  };
}

function partsOf<Table extends TableContract>(
  { name }: Table,
  rows: readonly RowOf<Table>[],
): { part: string; version: bigint }[] {
  const column = partColumns[name];
  if (column === undefined) return [];
  return (rows as readonly Readonly<Record<string, unknown>>[]).map((row) => {
    return { part: String(row[column]), version: BigInt(row['version'] as bigint) };
  });
}
