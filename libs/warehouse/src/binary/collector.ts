import type { ByteReader } from './byte-reader.ts';
import type { ListColumn } from './column-data.ts';

/** A text column as positions in the list of its distinct texts, which are in order of first appearance. */
export interface TextDictionary {
  readonly dictionary: readonly string[];
  readonly indexes: Uint32Array;
}

/** A column of a result: numbers as typed arrays, texts as an array or as positions in a dictionary. */
export type ResultColumn =
  Float64Array | Int32Array | Uint32Array | Uint8Array | BigUint64Array | string[] | TextDictionary | ListColumn;

/** Takes the values of one column, block by block. */
export interface Collector {
  readonly type: string;
  read(reader: ByteReader, rows: number): void;
  column(): ResultColumn;
}
