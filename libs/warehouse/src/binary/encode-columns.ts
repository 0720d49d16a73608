import type { ColumnType, TableContract, Warehouse } from '../contract.ts';
import { badColumns, badValue, notFinite } from '../errors.ts';
import { ByteWriter } from './byte-writer.ts';
import { isConstant, isDictionary, lengthOf, type ColumnData, type Columns } from './column-data.ts';
import { valueWriters, type Refusal } from './value-writers.ts';

/** Rows per block of {@link insertColumns}; each block is in as a whole or not at all. */
const rowsPerBlock = 500_000;

type CellWriter = (out: ByteWriter, row: number) => Refusal | undefined;

/**
 * Columns as RowBinary, for {@link Warehouse.insertBytes} with `Object.keys(columns)`.
 *
 * @param start - first row. @default 0
 * @param end - row after the last. @default all
 * @throws WAREHOUSE_BAD_COLUMNS when lengths differ or a name is no column of the table; WAREHOUSE_NOT_FINITE and
 * WAREHOUSE_BAD_VALUE naming table, row and column
 */
export function encodeRowBinary(
  table: TableContract,
  columns: Columns,
  start = 0,
  end = rowsOf(table, columns),
): Buffer {
  const cells = Object.entries(columns).map(([name, data]) => {
    const type = table.columns[name];
    if (type === undefined) throw badColumns(table.name, `${name} is no column of the table`);
    return { name, type, data, write: cellWriter(table, name, type, data) };
  });
  const out = new ByteWriter(Math.max(1024, (end - start) * cells.length * 8));
  for (let row = start; row < end; row++) {
    for (const { name, type, data, write } of cells) {
      const refusal = write(out, row);
      if (refusal === 'not finite') throw notFinite(table.name, row, name, cellOf(data, row));
      if (refusal === 'bad') throw badValue(table.name, row, name, type, cellOf(data, row));
    }
  }
  return out.take();
}

/** Inserts columns in blocks; see {@link encodeRowBinary} for what they may be. */
export async function insertColumns(warehouse: Warehouse, table: TableContract, columns: Columns): Promise<void> {
  const rows = rowsOf(table, columns);
  const blocks: Buffer[] = [];
  // All are encoded before the first is sent: a value that cannot be stored leaves nothing behind.
  for (let start = 0; start < rows; start += rowsPerBlock) {
    blocks.push(encodeRowBinary(table, columns, start, Math.min(rows, start + rowsPerBlock)));
  }
  for (const block of blocks) await warehouse.insertBytes(table, Object.keys(columns), 'RowBinary', block);
}

function rowsOf(table: TableContract, columns: Columns): number {
  const lengths = new Set(Object.values(columns).flatMap((column) => lengthOf(column) ?? []));
  const [rows] = lengths;
  if (rows === undefined) throw badColumns(table.name, 'no column has a length');
  if (lengths.size > 1) throw badColumns(table.name, `the columns have the lengths ${[...lengths].join(', ')}`);
  return rows;
}

function cellWriter(table: TableContract, name: string, type: ColumnType, data: ColumnData): CellWriter {
  const write = valueWriters[type];
  if (isConstant(data)) {
    const cell = new ByteWriter(64);
    const refusal = write(cell, data.constant);
    const bytes = cell.take();
    return (out) => {
      if (refusal === undefined) out.bytes(bytes);
      return refusal;
    };
  }
  if (isDictionary(data)) {
    const words = data.dictionary.map((word) => {
      const cell = new ByteWriter(16);
      if (write(cell, word) !== undefined) throw badColumns(table.name, `${name} has a word that is no ${type}`);
      return cell.take();
    });
    return (out, row) => {
      const word = words[data.indexes[row] as number];
      if (word === undefined) return 'bad';
      out.bytes(word);
      return undefined;
    };
  }
  return typedWriter(type, data) ?? ((out, row) => write(out, data[row]));
}

/** The columns of panels without a detour through generic values. */
function typedWriter(type: ColumnType, data: ColumnData): CellWriter | undefined {
  if (data instanceof Float64Array) {
    if (type === 'Nullable(Float64)') {
      return (out, row) => {
        const value = data[row] as number;
        const missing = Number.isNaN(value);
        out.uint8(missing ? 1 : 0);
        if (missing) return undefined;
        if (!Number.isFinite(value)) return 'not finite';
        out.float64(value);
        return undefined;
      };
    }
    if (type === 'DateTime64(3)') {
      return (out, row) => {
        const value = data[row] as number;
        if (!Number.isSafeInteger(value)) return 'bad';
        out.int64(BigInt(value));
        return undefined;
      };
    }
  }
  if (data instanceof Int32Array && type === 'Date32') {
    return (out, row) => {
      out.int32(data[row] as number);
      return undefined;
    };
  }
  return undefined;
}

function cellOf(data: ColumnData, row: number): unknown {
  if (isConstant(data)) return data.constant;
  return isDictionary(data) ? data.dictionary[data.indexes[row] as number] : data[row];
}
