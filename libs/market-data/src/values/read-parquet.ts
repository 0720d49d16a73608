import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { messageOf } from '@fm/platform';
import { headerName, type CsvRecord } from '@fm/platform/csv';
import { dateNames, symbolNames } from './values-layout.ts';

/** An index of pandas that has no name. */
const unnamedIndex = /^__index_level_\d+__$/;

/**
 * The lines of a Parquet file as those of a CSV file with the same table: columns of dates and symbols come first, since
 * pandas writes its index behind the others.
 *
 * @returns what is wrong with the file, as a text, where it cannot be read
 */
export async function readParquet(bytes: Buffer): Promise<CsvRecord[] | string> {
  try {
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const metadata = await parquetMetadataAsync(file);
    const rows = await parquetReadObjects({ file, metadata, compressors });
    const names = Object.keys(rows[0] ?? {});
    const ordered = [...names.filter(isIndex), ...names.filter((name) => !isIndex(name))];
    const header = ordered.map((name) => (unnamedIndex.test(name) ? '' : name));
    const table = [header, ...rows.map((row) => ordered.map((name) => textOf(row[name])))];
    return table.map((fields, at) => ({ line: at + 1, fields, text: fields.join(',') }));
  } catch (thrown) {
    return `the file cannot be read as Parquet: ${messageOf(thrown)}`;
  }
}

function isIndex(name: string): boolean {
  const plain = headerName(name);
  return unnamedIndex.test(name) || dateNames.includes(plain) || symbolNames.includes(plain);
}

/** As pandas writes the cell to CSV. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined || Number.isNaN(cell)) return '';
  if (cell instanceof Date) return dayOrMoment(cell.toISOString());
  return String(cell);
}

function dayOrMoment(iso: string): string {
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso;
}
