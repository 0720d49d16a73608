/** ClickHouse column types that a table contract may name; dates are ISO strings, see {@link RowOf}. */
export type ColumnType =
  | 'String'
  | 'LowCardinality(String)'
  | 'Nullable(String)'
  | 'Bool'
  | 'UInt8'
  | 'UInt32'
  | 'Int32'
  | 'UInt64'
  | 'Float64'
  | 'Nullable(Float64)'
  | 'Nullable(UInt32)'
  | 'Date32'
  | 'Nullable(Date32)'
  | 'DateTime64(3)'
  | 'Nullable(DateTime64(3))'
  | ListType;

/** Column types that hold a list in every row. */
export type ListType = 'Array(Float64)' | 'Array(Date32)';

/** A table as TypeScript sees it: its name and the type of every column, in order. */
export interface TableContract<Columns extends Record<string, ColumnType> = Record<string, ColumnType>> {
  readonly name: string;
  readonly columns: Columns;
}

type ValueOf<T extends ColumnType> = T extends `Array(${infer Inner extends ColumnType})`
  ? readonly ValueOf<Inner>[]
  : T extends `Nullable(${infer Inner extends ColumnType})`
    ? ValueOf<Inner> | null
    : T extends 'Bool'
      ? boolean
      : T extends 'UInt8' | 'UInt32' | 'Int32' | 'Float64'
        ? number
        : T extends 'UInt64'
          ? bigint
          : string;

/**
 * A row of a table. `Date32` is `YYYY-MM-DD`; `DateTime64(3)` is `YYYY-MM-DD hh:mm:ss.mmm` in UTC; `UInt64` is a
 * bigint; everything textual is a string.
 */
export type RowOf<Table> =
  Table extends TableContract<infer Columns> ? { -readonly [Name in keyof Columns]: ValueOf<Columns[Name]> } : never;

/** Declares a table contract, keeping the literal column types. */
export function defineTable<const Columns extends Record<string, ColumnType>>(
  name: string,
  columns: Columns,
): TableContract<Columns> {
  return { name, columns };
}

/** Values for `{name:Type}` placeholders of a query. */
export type QueryParameters = Readonly<
  Record<string, string | number | boolean | bigint | readonly (string | number)[]>
>;

/** The way to the warehouse; the same whether ClickHouse is a server, in this process, or in another one. */
export interface Warehouse {
  /** Where the engine is: a server (`CLICKHOUSE_URL`), in this process, or in the process that holds the folder. */
  readonly home: 'server' | 'embedded' | 'attached';
  /** Rows of a SELECT as objects; 64-bit integers arrive as strings, missing values as null. */
  query<Row>(sql: string, parameters?: QueryParameters): Promise<Row[]>;
  /** The whole result in a binary or text format of ClickHouse (`RowBinary`, `Parquet`, `CSVWithNames`, ...). */
  queryBytes(sql: string, format: string, parameters?: QueryParameters): Promise<Buffer>;
  /** A statement without a result (DDL, ALTER, INSERT ... SELECT). */
  command(sql: string, parameters?: QueryParameters): Promise<void>;
  /** Inserts rows; every number is checked to be finite (missing is null, never NaN). One block: all rows or none. */
  insert<Table extends TableContract>(table: Table, rows: readonly RowOf<Table>[]): Promise<void>;
  /** Inserts a body that is already in a ClickHouse format, e.g. RowBinary or Native; columns go in by `insertColumns`. */
  insertBytes(table: TableContract, columns: readonly string[], format: string, body: Uint8Array): Promise<void>;
  /** Ends the connection; the last user of an embedded engine closes it and lets the folder go. */
  close(): Promise<void>;
}
