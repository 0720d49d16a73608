import { isMainThread } from 'node:worker_threads';
import type { Session as ChdbSession } from 'chdb';
import { closed, insertForm, inWorkerThread } from '../errors.ts';
import { embeddedSettings, pinnedSettings, type Settings } from '../settings.ts';
import { insertFromFile } from './insert-from-file.ts';
import { statementAndData } from './insert-statement.ts';
import { selectIntoFile } from './select-into-file.ts';
import { configured } from './server-configuration.ts';
import { identifier, setStatement } from './session-statement.ts';
import { Spool, type InsertData } from './spool.ts';

/** One statement for the engine. */
export interface EngineCall {
  readonly sql: string;
  /** Data of an `INSERT ... FORMAT X`. */
  readonly data?: InsertData;
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
  /** Of an insert with data. */
  readonly rowsWritten: number;
  readonly elapsedSeconds: number;
}

/** Characters of a statement that are within the 256 KiB a connection begins with, whatever they are. */
const defaultStatementLength = 65_536;

type SessionClass = new (folder: string, options?: { connectionArgs: readonly string[] }) => ChdbSession;

/**
 * ClickHouse in this process, over chdb, with the guards that its known defects need; they are all here:
 *
 * 1. It is not loaded in a worker thread, where it breaks the process's other connections.
 * 2. Calls run one after the other: a parallel call can receive rows of one that failed.
 * 3. Each call has a connection of its own, closed after it (0.3 ms): settings, parameters and the rows of a failed
 *    SELECT stay on a connection and would appear in the next call.
 * 4. Every call is given every pinned setting.
 * 5. An insert's data reach the engine in a file. In the statement they would end at the first empty line, without an
 *    error, and what is not UTF-8 would be changed.
 * 6. A result in Native comes by a file: the buffer that the engine grows for it takes ten times as long.
 * 7. An aborted call continues computing: the next call, and close, wait for its end.
 */
export class EmbeddedEngine {
  readonly folder: string;
  readonly #session: SessionClass;
  /** Holds the folder's lock from open to close. */
  readonly #holder: ChdbSession;
  readonly #spool: Spool;
  #tail: Promise<unknown> = Promise.resolve();
  #closed = false;

  private constructor(folder: string, session: SessionClass) {
    this.folder = folder;
    this.#session = session;
    this.#holder = configured((connectionArgs) => new session(folder, { connectionArgs }));
    try {
      this.#spool = new Spool(`${folder}-spool`);
    } catch (error) {
      this.#holder.close();
      throw error;
    }
  }

  /** Opens the folder, which no other process may hold. Rejects with what the engine says otherwise. */
  static async open(folder: string): Promise<EmbeddedEngine> {
    if (!isMainThread) throw inWorkerThread();
    // Loaded here and not above: 543 MB that a user of a server does not need.
    const { Session } = await import('chdb');
    return new EmbeddedEngine(folder, Session);
  }

  /** Runs one statement after all that were asked for before it. */
  async run(call: EngineCall): Promise<EngineResult> {
    if (this.#closed) throw closed();
    const { sql: statement, data } = call.data === undefined ? statementAndData(Buffer.from(call.sql)) : call;
    if (data === undefined) return this.#queue(call);
    const path = await this.#spool.put(data);
    const sql = insertFromFile(statement, path);
    if (sql === undefined) {
      await this.#spool.remove(path);
      throw insertForm(statement);
    }
    // Removed when the engine is done with it, which is later than the caller of an aborted call knows.
    return this.#queue({ ...call, sql, data }, () => this.#spool.remove(path));
  }

  /** Lets running calls finish, then lets the folder go. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#tail;
    this.#holder.close();
    this.#spool.close();
  }

  #queue(call: EngineCall, after?: () => Promise<void>): Promise<EngineResult> {
    const running = this.#tail
      .then(() => {
        call.signal?.throwIfAborted();
        return this.#onOwnConnection(call);
      })
      .finally(after);
    this.#tail = running.catch(() => undefined);
    return call.signal === undefined ? running : untilAborted(running, call.signal);
  }

  async #onOwnConnection(call: EngineCall): Promise<EngineResult> {
    const connection = new this.#session(this.folder);
    const path = this.#spool.path();
    const intoFile = selectIntoFile(call.sql, path);
    try {
      // A connection begins in the database `default`.
      if (call.database !== undefined && call.database !== 'default')
        await connection.queryAsync(`USE ${identifier(call.database)}`);
      const settings = { ...embeddedSettings, ...pinnedSettings, ...call.settings };
      const preparation = setStatement(settings, call.parameters ?? {});
      if (preparation.length > defaultStatementLength)
        await connection.queryAsync(`SET max_query_size = ${preparation.length * 4}`);
      await connection.queryAsync(preparation);
      const result = await connection.queryAsync(intoFile ?? call.sql, { format: call.format ?? 'TabSeparated' });
      return {
        bytes: intoFile === undefined ? viewed(result.bytes()) : await this.#spool.read(path),
        rowsRead: result.rowsRead,
        bytesRead: result.bytesRead,
        rowsWritten: call.data === undefined ? 0 : result.rowsRead,
        elapsedSeconds: result.elapsed,
      };
    } finally {
      connection.close();
      if (intoFile !== undefined) await this.#spool.remove(path);
    }
  }
}

function viewed(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function untilAborted<T>(running: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    running.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
