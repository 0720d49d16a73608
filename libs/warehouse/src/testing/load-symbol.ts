import { insertColumns } from '../insert-columns.ts';
import type { Warehouse } from '../contract.ts';
import { pricesTable } from '../tables/tables.ts';
import { nextVersion } from '../version.ts';

/** Rows that {@link loadSymbol} inserts. */
export const rowsPerSymbol = 500;

/** Inserts the price rows of a symbol, which are always the same but for their version. */
export async function loadSymbol(warehouse: Warehouse, symbol: number): Promise<void> {
  const values = Float64Array.from({ length: rowsPerSymbol }, (_, row) => 10 + Math.sin(symbol + row));
  await insertColumns(warehouse, pricesTable, {
    symbol: { constant: `S${symbol}` },
    date: Int32Array.from({ length: rowsPerSymbol }, (_, row) => 10_000 + row),
    open: values,
    high: values,
    low: values,
    close: values,
    adj_close: values,
    volume: values,
    source: { constant: 'test' },
    synthetic: { constant: true },
    row_hash: BigUint64Array.from({ length: rowsPerSymbol }, (_, row) => BigInt(symbol * rowsPerSymbol + row)),
    version: { constant: nextVersion() },
  });
}
