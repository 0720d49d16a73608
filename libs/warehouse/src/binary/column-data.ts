/** Texts as positions in a list of the distinct ones: a column of symbols of a panel. */
export interface DictionaryColumn {
  readonly dictionary: readonly string[];
  readonly indexes: Uint8Array | Uint16Array | Uint32Array | Int32Array;
}

/** A list in every row: row r holds the items from `ends[r - 1]` (0 for the first) up to `ends[r]`, not included. */
export interface ListColumn {
  readonly ends: Uint32Array;
  readonly items: Float64Array | Int32Array;
}

/** The same value in every row. */
export interface ConstantColumn {
  readonly constant: string | number | bigint | boolean | null;
}

/**
 * A column to insert. In a `Float64Array` for a Nullable(Float64) column NaN is a missing value; an `Int32Array` for a
 * Date32 column has days since 1970-01-01, a `Float64Array` for a DateTime64(3) column milliseconds since then. Array columns
 * take a `ListColumn`, without missing items.
 */
export type ColumnData =
  | Float64Array
  | Int32Array
  | Uint32Array
  | Uint8Array
  | BigUint64Array
  | readonly (string | number | bigint | boolean | null)[]
  | DictionaryColumn
  | ListColumn
  | ConstantColumn;

/** Columns of an insert by name, all of one length (constants have any); their order is the order of the insert. */
export type Columns = Readonly<Record<string, ColumnData>>;

export function isConstant(column: ColumnData): column is ConstantColumn {
  return 'constant' in column;
}

export function isDictionary(column: ColumnData): column is DictionaryColumn {
  return 'dictionary' in column;
}

export function isList(column: ColumnData): column is ListColumn {
  return 'ends' in column;
}

/** Rows of a column; undefined for a constant. */
export function lengthOf(column: ColumnData): number | undefined {
  if (isConstant(column)) return undefined;
  if (isList(column)) return column.ends.length;
  return isDictionary(column) ? column.indexes.length : column.length;
}

/** The value of a row. */
export function cellOf(column: ColumnData, row: number): unknown {
  if (isConstant(column)) return column.constant;
  if (isList(column)) return column.items.slice(column.ends[row - 1] ?? 0, column.ends[row]);
  return isDictionary(column) ? column.dictionary[column.indexes[row] as number] : column[row];
}
