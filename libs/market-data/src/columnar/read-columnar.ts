import { messageOf } from '@fm/platform';
import type { CsvRecord } from '@fm/platform/csv';
import { type ColumnarTable, recordsOf } from './columnar-table.ts';
import { isColumnar, isParquet } from './columnar-heads.ts';

/** Why a columnar file cannot be read. */
export interface ColumnarFault {
  readonly code: 'FILE_TOO_LARGE' | 'FILE_BINARY';
  readonly what: string;
}

/**
 * The lines of a Parquet or Arrow file as those of a CSV file with the same table.
 *
 * @param maxRows - most rows that are read
 * @returns what is wrong with the file where it cannot be read
 */
export async function readColumnar(bytes: Buffer, maxRows: number): Promise<readonly CsvRecord[] | ColumnarFault> {
  if (!isColumnar(bytes)) return { code: 'FILE_BINARY', what: 'the file is neither Parquet nor Arrow' };
  const form = isParquet(bytes) ? 'Parquet' : 'Arrow';
  try {
    const table = isParquet(bytes) ? await parquet(bytes) : await arrow(bytes);
    if (table.count > maxRows)
      return { code: 'FILE_TOO_LARGE', what: `the file has ${table.count} rows, more than ${maxRows}` };
    return recordsOf(await table.read());
  } catch (thrown) {
    return { code: 'FILE_BINARY', what: `the file cannot be read as ${form}: ${messageOf(thrown)}` };
  }
}

/** A file whose rows are counted before they are read. */
interface Counted {
  readonly count: number;
  readonly read: () => ColumnarTable | Promise<ColumnarTable>;
}

// Either reader is loaded with the first file of its form: most files are CSV.
async function parquet(bytes: Buffer): Promise<Counted> {
  const { readParquet, rowsOfParquet } = await import('./read-parquet.ts');
  return { count: await rowsOfParquet(bytes), read: () => readParquet(bytes) };
}

async function arrow(bytes: Buffer): Promise<Counted> {
  const { readArrow } = await import('./read-arrow.ts');
  const table = readArrow(bytes);
  return { count: table.count, read: () => table };
}
