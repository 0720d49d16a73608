import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A native connection to the engine; opaque. */
export type NativeConnection = object;

/** What a statement gave back. */
export interface NativeResult {
  readonly bytes?: Uint8Array;
  readonly elapsed: number;
  readonly rowsRead?: number;
  readonly bytesRead?: number;
  readonly rowsWritten?: number;
  readonly bytesWritten?: number;
}

/** The functions of chdb's addon that the engine uses. */
export interface NativeEngine {
  CreateConnection(folder: string): NativeConnection;
  CloseConnection(connection: NativeConnection): void;
  QueryAsyncConnection(connection: NativeConnection, sql: string, format: string): Promise<NativeResult>;
  InsertRawAsyncConnection(
    connection: NativeConnection,
    prefix: string,
    body: Uint8Array,
    countLines: boolean,
  ): Promise<NativeResult>;
}

let loaded: NativeEngine | undefined;

/**
 * Loads chdb's addon. The package's own `Session` takes text formats alone for a raw insert and decodes everything else
 * as UTF-8, so the engine goes one layer below it, to the loader that `Session` itself uses; the package is pinned to
 * one exact version.
 */
export function loadNative(): NativeEngine {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('chdb/package.json'));
  loaded ??= (require(join(folder, 'dist', 'loader.js')) as { loadNative(): NativeEngine }).loadNative();
  return loaded;
}
