import { lengthOf, type Columns } from './binary/column-data.ts';
import { encodeNative } from './binary/encode-native.ts';
import type { RowSink } from './block-sink.ts';
import type { TableContract } from './contract.ts';
import { badColumns } from './errors.ts';

/** Rows per block of a big insert; each block is in as a whole or not at all. */
const rowsPerBlock = 500_000;

/**
 * Inserts columns: typed arrays go to the engine as they lie in memory, in blocks of 500,000 rows. All is checked before
 * the first block is sent, so that a value that cannot be stored leaves nothing behind.
 *
 * @param columns - by name, of one length; constants have any. Columns of the table that are left out get its defaults
 * @throws WAREHOUSE_BAD_COLUMNS when lengths differ or a name is not a column of the table; WAREHOUSE_NOT_FINITE and
 * WAREHOUSE_BAD_VALUE naming table, row and column
 */
export async function insertColumns(
  warehouse: Pick<RowSink, 'insertBytes'>,
  table: TableContract,
  columns: Columns,
): Promise<void> {
  const rows = rowsOf(table, columns);
  const blocks: Buffer[] = [];
  for (let start = 0; start < rows; start += rowsPerBlock) {
    blocks.push(encodeNative(table, columns, start, Math.min(rows, start + rowsPerBlock)));
  }
  for (const block of blocks) await warehouse.insertBytes(table, Object.keys(columns), 'Native', block);
}

function rowsOf(table: TableContract, columns: Columns): number {
  const lengths = new Set(Object.values(columns).flatMap((column) => lengthOf(column) ?? []));
  const [rows] = lengths;
  if (rows === undefined) throw badColumns(table.name, 'no column has a length');
  if (lengths.size > 1) throw badColumns(table.name, `the columns have the lengths ${[...lengths].join(', ')}`);
  return rows;
}
