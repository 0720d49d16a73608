import { isMainThread } from 'node:worker_threads';
import { closed, inWorkerThread } from '../errors.ts';
import { embeddedSettings, pinnedSettings, type Settings } from '../settings.ts';
import { loadNative, type NativeConnection, type NativeEngine } from './native.ts';
import { identifier, setStatement } from './session-statement.ts';

/** One statement for the engine. */
export interface EngineCall {
  readonly sql: string;
  /** Data of an `INSERT ... FORMAT X`; taken byte by byte. */
  readonly body?: Uint8Array;
  /** Output format of a statement without a FORMAT clause. @default 'TabSeparated' */
  readonly format?: string;
  readonly settings?: Settings;
  /** `{name:Type}` values in the text form of the HTTP interface. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly database?: string;
  /** Ends the wait of the caller; the engine itself cannot be interrupted. */
  readonly signal?: AbortSignal;
}

export interface EngineResult {
  readonly bytes: Buffer;
  readonly rowsRead: number;
  readonly bytesRead: number;
  readonly rowsWritten: number;
  readonly bytesWritten: number;
  readonly elapsedSeconds: number;
}

/**
 * ClickHouse in this process, over chdb, with the guards that its known defects need; they are all here:
 *
 * 1. It is not loaded in a worker thread, where it breaks the process's other connections.
 * 2. Calls run one after the other: a parallel call can receive rows of one that failed.
 * 3. Each call has a connection of its own, closed after it (0.3 ms): settings, parameters and the rows of a failed
 *    SELECT stay on a connection and would appear in the next call.
 * 4. Every call is given every pinned setting.
 * 5. An insert's body goes to the engine as bytes, never as text.
 * 6. An aborted call goes on computing: the next call, and close, wait for its end.
 */
export class EmbeddedEngine {
  readonly folder: string;
  readonly #native: NativeEngine;
  /** Holds the folder's lock from open to close. */
  readonly #holder: NativeConnection;
  #tail: Promise<unknown> = Promise.resolve();
  #closed = false;

  /** Opens the folder, which no other process may hold. Throws what the engine says otherwise. */
  constructor(folder: string) {
    if (!isMainThread) throw inWorkerThread();
    this.folder = folder;
    this.#native = loadNative();
    this.#holder = this.#native.CreateConnection(folder);
  }

  /** Runs one statement after all that were asked for before it. */
  run(call: EngineCall): Promise<EngineResult> {
    if (this.#closed) return Promise.reject(closed());
    const running = this.#tail.then(() => {
      call.signal?.throwIfAborted();
      return this.#onOwnConnection(call);
    });
    this.#tail = running.catch(() => undefined);
    return call.signal === undefined ? running : untilAborted(running, call.signal);
  }

  /** Lets running calls finish, then lets the folder go. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#tail;
    this.#native.CloseConnection(this.#holder);
  }

  async #onOwnConnection(call: EngineCall): Promise<EngineResult> {
    const connection = this.#native.CreateConnection(this.folder);
    try {
      if (call.database !== undefined) {
        await this.#native.QueryAsyncConnection(connection, `USE ${identifier(call.database)}`, 'Null');
      }
      const set = setStatement({ ...embeddedSettings, ...pinnedSettings, ...call.settings }, call.parameters ?? {});
      if (set !== undefined) await this.#native.QueryAsyncConnection(connection, set, 'Null');
      const result =
        call.body === undefined
          ? await this.#native.QueryAsyncConnection(connection, call.sql, call.format ?? 'TabSeparated')
          : await this.#native.InsertRawAsyncConnection(connection, call.sql, call.body, false);
      const bytes = result.bytes ?? new Uint8Array(0);
      return {
        bytes: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
        rowsRead: result.rowsRead ?? 0,
        bytesRead: result.bytesRead ?? 0,
        rowsWritten: result.rowsWritten ?? 0,
        bytesWritten: result.bytesWritten ?? 0,
        elapsedSeconds: result.elapsed,
      };
    } finally {
      this.#native.CloseConnection(connection);
    }
  }
}

function untilAborted<T>(running: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    running.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
