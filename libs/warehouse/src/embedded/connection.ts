import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { parseError, type ClickHouseClientConfigOptions } from '@clickhouse/client';
import type { Settings } from '../settings.ts';
import { engineErrorText } from './engine-error.ts';
import type { EmbeddedEngine, EngineCall, EngineResult } from './engine.ts';
import { parameterText } from './parameter-text.ts';
import type { InsertData } from './spool.ts';

type Connection = NonNullable<ClickHouseClientConfigOptions['connection']>;
type CallParameters = Parameters<Connection['exec']>[0];

/**
 * The connection that lets `@clickhouse/client` speak to the engine in this process, with the client's own types,
 * results and errors.
 *
 * @param database - the database of unqualified names
 */
export function embeddedConnection(engine: EmbeddedEngine, database: string): Connection {
  const run = async (params: Omit<CallParameters, 'values'>, data?: InsertData): Promise<EngineResult> => {
    try {
      return await engine.run({ ...callOf(params), database, ...(data === undefined ? {} : { data }) });
    } catch (thrown) {
      const text = engineErrorText(thrown);
      throw text === undefined ? thrown : parseError(text);
    }
  };
  return {
    async query(params) {
      const result = await run(params);
      return { ...base(params.query_id), stream: Readable.from([result.bytes], { objectMode: false }) };
    },
    async exec(params) {
      const result = await run(params, params.values);
      const stream = Readable.from([result.bytes], { objectMode: false });
      return { ...base(params.query_id), stream, summary: summaryOf(result) };
    },
    async command(params) {
      const result = await run(params);
      return { ...base(params.query_id), summary: summaryOf(result) };
    },
    async insert(params) {
      const result = await run(params, typeof params.values === 'string' ? Buffer.from(params.values) : params.values);
      return { ...base(params.query_id), summary: summaryOf(result) };
    },
    async ping() {
      try {
        await engine.run({ sql: 'SELECT 1' });
        return { success: true };
      } catch (thrown) {
        return { success: false, error: thrown instanceof Error ? thrown : new Error(String(thrown)) };
      }
    },
    // The engine belongs to the process, which closes it after its last user.
    close: () => Promise.resolve(),
  };
}

function callOf(params: Omit<CallParameters, 'values'>): EngineCall {
  const parameters = Object.entries(params.query_params ?? {}).map(([name, value]) => [name, parameterText(value)]);
  return {
    sql: params.query,
    settings: settingsOf(params.clickhouse_settings),
    parameters: Object.fromEntries(parameters) as Record<string, string>,
    ...(params.abort_signal === undefined ? {} : { signal: params.abort_signal }),
  };
}

function settingsOf(given: CallParameters['clickhouse_settings']): Settings {
  const entries = Object.entries(given ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, typeof value === 'number' ? value : String(value)]));
}

function base(queryId: string | undefined) {
  return { query_id: queryId ?? randomUUID(), response_headers: {}, http_status_code: 200 };
}

/** The numbers of ClickHouse's `X-ClickHouse-Summary` header. */
export function summaryOf(result: EngineResult) {
  return {
    read_rows: String(result.rowsRead),
    read_bytes: String(result.bytesRead),
    written_rows: String(result.rowsWritten),
    written_bytes: result.rowsWritten === 0 ? '0' : String(result.bytesRead),
    total_rows_to_read: '0',
    result_rows: String(result.rowsRead),
    result_bytes: String(result.bytes.length),
    elapsed_ns: String(Math.round(result.elapsedSeconds * 1e9)),
  };
}
