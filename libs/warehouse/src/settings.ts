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

/** What chdb sets otherwise than a server: without it `1 + 1` is not a statement. */
export const embeddedSettings: Settings = { implicit_select: 0 };

/**
 * What a call over HTTP adds: a server answers when a statement is done, so that a failure in the middle of a result is
 * this call's failure and not a result that ends early.
 */
export const httpSettings: Settings = { wait_end_of_query: 1 };

/**
 * What a call to a server adds, so that a cluster behind it answers like one server. One server ignores them.
 */
export const serverSettings: Settings = {
  // An insert is in the tables of its shards when the call returns, not in a queue of the node that took it.
  distributed_foreground_insert: 1,
  // And on most replicas of each: a slice that is called done outlives the replica that took it. With two replicas it is
  // on both, so that any of them shows it. Parallel: slices insert into one table at the same time.
  insert_quorum: 'auto',
  insert_quorum_parallel: 1,
  // Keys make repeated rows harmless; forgetting a block because it came before would lose rows that were deleted since.
  insert_deduplicate: 0,
  // A shard that is down is an error, never a smaller result.
  skip_unavailable_shards: 0,
  // The same replica of a shard takes and answers while it lives, whichever node was asked.
  load_balancing: 'in_order',
  prefer_localhost_replica: 0,
  fallback_to_stale_replicas_for_distributed_queries: 0,
  // The right side of a join or IN is the whole table, whatever shard the left side's rows are on.
  distributed_product_mode: 'global',
  // A statement ON CLUSTER is done when every node has done it, or it is an error.
  distributed_ddl_output_mode: 'throw',
  distributed_ddl_task_timeout: 180,
};

/**
 * What a reader adds: statements that write are refused, settings may still be given, and a statement that grew out of
 * hand ends with an error instead of holding everyone up.
 */
export const readOnlySettings: Settings = { readonly: 2, max_execution_time: 60, max_result_rows: 20_000_000 };
