import { tableFromArrays, tableFromIPC, tableToIPC } from '@uwdata/flechette';

/** A column without missing entries; NaN is a value. */
export type NumberColumn = Float64Array | Int32Array | Uint32Array;

/** Columns as a stream of the Arrow format, not compressed: the bits of every number stay what they are. */
export function arrowOf(columns: Readonly<Record<string, NumberColumn>>): Uint8Array {
  return tableToIPC(tableFromArrays(columns as Record<string, NumberColumn>), { format: 'stream' }) as Uint8Array;
}

/** The columns of {@link arrowOf}: views of the bytes. */
export function columnsOfArrow(bytes: Uint8Array): ReadonlyMap<string, NumberColumn> {
  // Columns are read in place, which takes bytes that begin at a multiple of eight.
  const table = tableFromIPC(bytes.byteOffset % 8 === 0 ? bytes : Uint8Array.from(bytes));
  return new Map(
    table.names.map((name, at) => [
      String(name),
      (table.getChildAt(at) as { toArray(): unknown }).toArray() as NumberColumn,
    ]),
  );
}
