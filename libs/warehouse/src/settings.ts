/** Values of ClickHouse settings, by name. */
export type Settings = Readonly<Record<string, string | number | boolean>>;

/**
 * The settings every call runs with, whichever home the warehouse has: what a version of ClickHouse has for defaults
 * never decides what the data are.
 */
export const pinnedSettings: Settings = {
  // An insert is in the table when its call returns.
  async_insert: 0,
  // A failed query is an error, not a result with the error's text in it.
  http_write_exception_in_output_format: 0,
  date_time_input_format: 'best_effort',
  date_time_output_format: 'simple',
  session_timezone: 'UTC',
  // A null for a column that is not Nullable is an error, not the type's zero.
  input_format_null_as_default: 0,
  // A field no column takes is an error, not silence.
  input_format_skip_unknown_fields: 0,
  output_format_json_quote_64bit_integers: 1,
};

/** What chdb sets otherwise than a server: without it `1 + 1` is no statement. */
export const embeddedSettings: Settings = { implicit_select: 0 };

/**
 * What a call over HTTP adds: a server answers when a statement is done, so that a failure in the middle of a result is
 * this call's failure and not a result that ends early.
 */
export const httpSettings: Settings = { wait_end_of_query: 1 };

/**
 * What a reader adds: statements that write are refused, settings may still be given, and a statement that grew out of
 * hand ends with an error instead of holding everyone up.
 */
export const readOnlySettings: Settings = { readonly: 2, max_execution_time: 60, max_result_rows: 20_000_000 };
