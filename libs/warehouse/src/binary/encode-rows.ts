import type { TableContract } from '../contract.ts';
import { badValue, notFinite } from '../errors.ts';
import { ByteWriter } from './byte-writer.ts';
import { valueWriters } from './value-writers.ts';

/**
 * Rows as RowBinary, in the column order of the contract.
 *
 * @throws WAREHOUSE_NOT_FINITE or WAREHOUSE_BAD_VALUE naming table, row index and column
 */
export function encodeRows(
  table: TableContract,
  rows: readonly Readonly<Record<string, unknown>>[],
  start = 0,
  end = rows.length,
): Buffer {
  const writers = Object.entries(table.columns).map(([name, type]) => ({ name, type, write: valueWriters[type] }));
  const out = new ByteWriter(Math.max(1024, (end - start) * writers.length * 8));
  for (let row = start; row < end; row++) {
    const values = rows[row] as Readonly<Record<string, unknown>>;
    for (const { name, type, write } of writers) {
      const refusal = write(out, values[name]);
      if (refusal === 'not finite') throw notFinite(table.name, row, name, values[name]);
      if (refusal === 'bad') throw badValue(table.name, row, name, type, values[name]);
    }
  }
  return out.take();
}
