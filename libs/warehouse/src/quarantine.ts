import { createHash } from 'node:crypto';
import type { RowOf, Warehouse } from './contract.ts';
import { quarantineTable } from './tables/tables.ts';
import { nextVersion } from './version.ts';

/** `open` until someone acts; `replayed` when it went in after all; `dismissed` when it never will. */
export type QuarantineState = 'open' | 'replayed' | 'dismissed';

/** A row of quarantine as it is read back. */
export type QuarantineRow = Omit<RowOf<typeof quarantineTable>, 'version' | 'state'> & {
  readonly state: QuarantineState;
  readonly version: string;
};

/** Something that could not be used, with its reason and the unchanged payload. */
export type QuarantineEntry = Readonly<
  Omit<RowOf<typeof quarantineTable>, 'quarantine_id' | 'state' | 'version' | 'symbol'> & { symbol?: string }
>;

/** What to list; everything left out matches. */
export interface QuarantineFilter {
  readonly source?: string;
  readonly symbol?: string;
  readonly code?: string;
  readonly state?: QuarantineState;
  /** Path of the file, or the end of it: whole names of folders and files. */
  readonly file?: string;
  /** @default 1000 */
  readonly limit?: number;
  readonly offset?: number;
}

/** Identity of an entry: SHA-256 in hex of source, uri, location, code and payload, each with its length. */
export function quarantineId(entry: QuarantineEntry): string {
  const hash = createHash('sha256');
  for (const text of [entry.source, entry.uri, entry.location, entry.code, entry.payload]) {
    hash.update(`${Buffer.byteLength(text)}:`).update(text);
  }
  return hash.digest('hex');
}

const idsPerQuery = 500;

/** Entries whose state changes in one insert. */
const rowsPerChange = 10_000;

/** Keeps what could not be used, once, however often it is delivered. */
export class Quarantine {
  readonly #warehouse: Warehouse;

  constructor(warehouse: Warehouse) {
    this.#warehouse = warehouse;
  }

  /** Puts entries in; one that is there keeps its state. Returns how many were new. */
  async put(entries: readonly QuarantineEntry[]): Promise<number> {
    const byId = new Map(entries.map((entry) => [quarantineId(entry), entry]));
    const known = await this.#known([...byId.keys()]);
    const version = nextVersion();
    const rows = [...byId]
      .filter(([id]) => !known.has(id))
      .map(([quarantine_id, entry]) => ({
        symbol: '',
        ...entry,
        quarantine_id,
        state: 'open',
        version,
      }));
    await this.#warehouse.insert(quarantineTable, rows);
    return rows.length;
  }

  /** Entries by source, place and id, newest state of each. */
  list(filter: QuarantineFilter = {}): Promise<QuarantineRow[]> {
    const columns = ['source', 'symbol', 'code', 'state'] as const;
    const conditions = columns.filter((name) => filter[name] !== undefined).map((name) => `${name} = {${name}:String}`);
    if (filter.file !== undefined)
      conditions.push("(uri = {file:String} OR endsWith(uri, concat('/', {file:String})))");
    const given = Object.fromEntries(
      [...columns, 'file' as const].flatMap((name) => (filter[name] === undefined ? [] : [[name, filter[name]]])),
    );
    return this.#warehouse.query<QuarantineRow>(
      `SELECT * FROM quarantine FINAL ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
       ORDER BY source, uri, location, quarantine_id LIMIT {limit:UInt64} OFFSET {offset:UInt64}`,
      { ...given, limit: filter.limit ?? 1000, offset: filter.offset ?? 0 },
    );
  }

  /** One entry by its id. */
  async get(id: string): Promise<QuarantineRow | undefined> {
    const sql = 'SELECT * FROM quarantine FINAL WHERE quarantine_id = {id:String}';
    return (await this.#warehouse.query<QuarantineRow>(sql, { id }))[0];
  }

  /** Records the outcome of an entry. Returns false if there is none with this id. */
  async setState(id: string, state: QuarantineState): Promise<boolean> {
    const row = await this.get(id);
    if (row === undefined) return false;
    const version = nextVersion(BigInt(row.version));
    if (row.state !== state) await this.#warehouse.insert(quarantineTable, [{ ...row, state, version }]);
    return true;
  }

  /** The open entries of one reason in files or objects. */
  openOf({ source, code, uris }: { source: string; code: string; uris: readonly string[] }): Promise<QuarantineRow[]> {
    return this.#warehouse.query<QuarantineRow>(
      `SELECT * FROM quarantine FINAL WHERE source = {source:String} AND code = {code:String} AND state = 'open'
         AND uri IN {uris:Array(String)} ORDER BY quarantine_id`,
      { source, code, uris },
    );
  }

  /** Records that entries went in after all. */
  async markReplayed(rows: readonly QuarantineRow[]): Promise<void> {
    if (rows.length > 0) await this.#change(rows, 'replayed');
  }

  async #change(rows: readonly QuarantineRow[], state: QuarantineState): Promise<void> {
    const newest = rows.reduce((max, { version }) => (BigInt(version) > max ? BigInt(version) : max), 0n);
    const version = nextVersion(newest);
    await this.#warehouse.insert(
      quarantineTable,
      rows.map((row) => ({ ...row, state, version })),
    );
  }

  /** Dismisses every open entry that a filter matches; they are kept. Returns how many there were. */
  async dismissAll(filter: Omit<QuarantineFilter, 'state' | 'limit' | 'offset'> = {}): Promise<number> {
    let dismissed = 0;
    for (;;) {
      const rows = await this.list({ ...filter, state: 'open', limit: rowsPerChange });
      if (rows.length === 0) return dismissed;
      await this.#change(rows, 'dismissed');
      dismissed += rows.length;
    }
  }

  /** Number of entries by state, source and code. */
  counts(): Promise<{ state: QuarantineState; source: string; code: string; entries: number }[]> {
    return this.#warehouse.query(
      `SELECT state, source, code, toUInt32(count()) AS entries FROM quarantine FINAL
       GROUP BY state, source, code ORDER BY state, source, code`,
    );
  }

  async #known(ids: readonly string[]): Promise<Set<string>> {
    const known = new Set<string>();
    for (let start = 0; start < ids.length; start += idsPerQuery) {
      const rows = await this.#warehouse.query<{ id: string }>(
        'SELECT DISTINCT quarantine_id AS id FROM quarantine WHERE quarantine_id IN {ids:Array(String)}',
        { ids: ids.slice(start, start + idsPerQuery) },
      );
      for (const { id } of rows) known.add(id);
    }
    return known;
  }
}
