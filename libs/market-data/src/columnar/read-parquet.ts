import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { ColumnarTable } from './columnar-table.ts';

/** Number of rows that a Parquet file states. */
export async function rowsOfParquet(bytes: Buffer): Promise<number> {
  return Number((await parquetMetadataAsync(bufferOf(bytes))).num_rows);
}

/** The table of a Parquet file. */
export async function readParquet(bytes: Buffer): Promise<ColumnarTable> {
  const file = bufferOf(bytes);
  const metadata = await parquetMetadataAsync(file);
  const rows = await parquetReadObjects({ file, metadata, compressors });
  return {
    names: Object.keys(rows[0] ?? {}),
    rows: rows.map(
      (row) =>
        (name: string): unknown =>
          row[name],
    ),
  };
}

function bufferOf(bytes: Buffer): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
