import { badBinary } from '../errors.ts';
import { ByteReader } from './byte-reader.ts';
import type { Collector, ResultColumn } from './collector.ts';
import { collectorOf } from './column-collectors.ts';

/** A result by columns. */
export interface ColumnarResult {
  readonly rows: number;
  readonly columns: Readonly<Record<string, ResultColumn>>;
}

/**
 * Reads a result in ClickHouse's Native format into typed arrays.
 *
 * The format: blocks of (number of columns, number of rows, then per column its name, its type and all its values).
 *
 * @throws WAREHOUSE_BAD_BINARY for a type that has no typed array here
 */
export function decodeNative(bytes: Uint8Array): ColumnarResult {
  const reader = new ByteReader(bytes);
  const collectors = new Map<string, Collector>();
  let rows = 0;
  while (!reader.done) {
    const columnCount = reader.varint();
    const rowCount = reader.varint();
    for (let column = 0; column < columnCount; column++) {
      const name = reader.string();
      const type = reader.string();
      const collector = collectors.get(name) ?? collectorOf(name, type);
      if (collector.type !== type) throw badBinary(`the column ${name} is ${collector.type} and then ${type}`);
      collectors.set(name, collector);
      if (rowCount > 0) collector.read(reader, rowCount);
    }
    rows += rowCount;
  }
  return { rows, columns: Object.fromEntries([...collectors].map(([name, collector]) => [name, collector.column()])) };
}
