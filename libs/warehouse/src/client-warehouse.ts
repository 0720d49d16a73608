import { Readable } from 'node:stream';
import { drainStream, type ClickHouseClient } from '@clickhouse/client';
import type { QueryParameters, RowOf, TableContract, Warehouse } from './contract.ts';
import { encodeRows } from './binary/encode-rows.ts';
import { identifier } from './embedded/session-statement.ts';
import { closed, statementFailed } from './errors.ts';
import { splitLongLists } from './split-lists.ts';
import { FmError } from '@fm/platform';

/** A way to an engine: the client, and what ends it. */
export interface Link {
  readonly home: Warehouse['home'];
  readonly client: ClickHouseClient;
  close(): Promise<void>;
}

/** How to continue when the engine at the other end went away. */
export interface Reconnect {
  /** Whether an error says so; every other error is thrown. */
  lost(link: Link, error: unknown): boolean;
  /**
   * A new link, on which the call is tried again: keys make it harmless if the first try had worked.
   *
   * @param attempt - how often the call was tried, from 1
   */
  link(failed: Link, attempt: number): Promise<Link>;
}

const never: Reconnect = { lost: () => false, link: (failed) => Promise.resolve(failed) };

/** Rows per block of a big insert; each block is in as a whole or not at all. */
const rowsPerBlock = 250_000;

/** A statement that ends the engine of every process it comes to must not continue for ever. */
const attemptsPerCall = 6;

/** The warehouse over `@clickhouse/client`, whatever is behind the client. */
export class ClientWarehouse implements Warehouse {
  #link: Link;
  readonly #reconnect: Reconnect;
  #reconnecting: Promise<void> | undefined;
  readonly #running = new Set<Promise<unknown>>();
  #closed = false;

  constructor(link: Link, reconnect: Reconnect = never) {
    this.#link = link;
    this.#reconnect = reconnect;
  }

  get home(): Warehouse['home'] {
    return this.#link.home;
  }

  query<Row>(sql: string, parameters: QueryParameters = {}): Promise<Row[]> {
    return this.#call(sql, async (client) => {
      const statement = splitLongLists(sql, parameters);
      const result = await client.query({
        query: statement.sql,
        format: 'JSONEachRow',
        query_params: { ...statement.parameters },
      });
      return result.json<Row>();
    });
  }

  queryBytes(sql: string, format: string, parameters: QueryParameters = {}): Promise<Buffer> {
    return this.#call(sql, async (client) => {
      const statement = splitLongLists(sql, parameters);
      const query = `${statement.sql.trim().replace(/;+$/, '')}\nFORMAT ${identifier(format)}`;
      const { stream } = await client.exec({ query, query_params: { ...statement.parameters } });
      const chunks: Buffer[] = [];
      for await (const chunk of stream) chunks.push(chunk as Buffer);
      return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
    });
  }

  command(sql: string, parameters: QueryParameters = {}): Promise<void> {
    return this.#call(sql, async (client) => {
      const statement = splitLongLists(sql, parameters);
      await client.command({ query: statement.sql, query_params: { ...statement.parameters } });
    });
  }

  async insert<Table extends TableContract>(table: Table, rows: readonly RowOf<Table>[]): Promise<void> {
    const columns = Object.keys(table.columns);
    const blocks: Buffer[] = [];
    for (let start = 0; start < rows.length; start += rowsPerBlock) {
      const end = Math.min(rows.length, start + rowsPerBlock);
      blocks.push(encodeRows(table, rows, start, end));
    }
    for (const block of blocks) await this.insertBytes(table, columns, 'RowBinary', block);
  }

  insertBytes(table: TableContract, columns: readonly string[], format: string, body: Uint8Array): Promise<void> {
    if (body.length === 0) return Promise.resolve();
    const names = columns.map(identifier).join(', ');
    const query = `INSERT INTO ${identifier(table.name)} (${names}) FORMAT ${identifier(format)}`;
    return this.#call(query, async (client) => {
      const values = Readable.from([body], { objectMode: false });
      const { stream } = await client.exec({ query, values });
      await drainStream(stream);
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.allSettled(this.#running);
    await this.#link.client.close();
    await this.#link.close();
  }

  #call<T>(sql: string, run: (client: ClickHouseClient) => Promise<T>): Promise<T> {
    const result = this.#try(sql, run);
    this.#running.add(result);
    const done = () => this.#running.delete(result);
    result.then(done, done);
    return result;
  }

  async #try<T>(sql: string, run: (client: ClickHouseClient) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      if (this.#closed) throw closed();
      const link = this.#link;
      try {
        return await run(link.client);
      } catch (error) {
        if (!this.#reconnect.lost(link, error) || attempt === attemptsPerCall) throw wrapped(sql, error);
        // Calls that lost the same link share the way to the next one.
        if (link === this.#link) this.#reconnecting ??= this.#replace(link, attempt);
        await this.#reconnecting;
      }
    }
  }

  async #replace(failed: Link, attempt: number): Promise<void> {
    try {
      const link = await this.#reconnect.link(failed, attempt);
      if (this.#closed) await link.close();
      else this.#link = link;
    } finally {
      this.#reconnecting = undefined;
    }
  }
}

function wrapped(sql: string, error: unknown): Error {
  return error instanceof FmError || (error instanceof Error && error.name === 'AbortError')
    ? error
    : statementFailed(sql, error);
}
