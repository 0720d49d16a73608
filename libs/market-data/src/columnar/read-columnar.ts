import { messageOf } from '@fm/platform';
import type { CsvRecord } from '@fm/platform/csv';
import { recordsOf } from './columnar-table.ts';
import { isArrow, readArrow } from './read-arrow.ts';
import { isParquet, readParquet, rowsOfParquet } from './read-parquet.ts';

/** Why a columnar file cannot be read. */
export interface ColumnarFault {
  readonly code: 'FILE_TOO_LARGE' | 'FILE_BINARY';
  readonly what: string;
}

/** Whether bytes begin as a Parquet or an Arrow file does. */
export function isColumnar(head: Uint8Array): boolean {
  return isParquet(head) || isArrow(head);
}

/** Whether a file is named as a Parquet or an Arrow file is. */
export function isNamedColumnar(name: string): boolean {
  return /\.(parquet|arrow|feather)$/i.test(name);
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
    const rows = isParquet(bytes) ? await rowsOfParquet(bytes) : readArrow(bytes).count;
    if (rows > maxRows) return { code: 'FILE_TOO_LARGE', what: `the file has ${rows} rows, more than ${maxRows}` };
    return recordsOf(isParquet(bytes) ? await readParquet(bytes) : readArrow(bytes));
  } catch (thrown) {
    return { code: 'FILE_BINARY', what: `the file cannot be read as ${form}: ${messageOf(thrown)}` };
  }
}
