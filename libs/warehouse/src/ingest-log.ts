import type { RowOf, Warehouse } from './contract.ts';
import { ingestLogTable } from './tables/tables.ts';
import { nextVersion } from './version.ts';

/** The outcome of one delivered object. */
export type IngestRecord = Readonly<Omit<RowOf<typeof ingestLogTable>, 'version'>>;

/** A record as it is read back. */
export type IngestLogRow = IngestRecord & { readonly version: string };

/** The log of deliveries: one row per source, address and content, the newest delivery's. */
export class IngestLog {
  readonly #warehouse: Warehouse;

  constructor(warehouse: Warehouse) {
    this.#warehouse = warehouse;
  }

  /** Records one delivery, or several at once. */
  async record(...records: readonly IngestRecord[]): Promise<void> {
    await this.#warehouse.insert(
      ingestLogTable,
      records.map((record) => ({ ...record, version: nextVersion() })),
    );
  }

  /** The record of a content that was delivered before, if it was. */
  async find(source: string, uri: string, contentHash: string): Promise<IngestLogRow | undefined> {
    const rows = await this.#warehouse.query<IngestLogRow>(
      `SELECT * FROM ingest_log FINAL
       WHERE source = {source:String} AND uri = {uri:String} AND content_hash = {contentHash:String}`,
      { source, uri, contentHash },
    );
    return rows[0];
  }

  /** Newest deliveries first. */
  list(options: { readonly source?: string; readonly limit?: number } = {}): Promise<IngestLogRow[]> {
    const where = options.source === undefined ? '' : 'WHERE source = {source:String}';
    return this.#warehouse.query<IngestLogRow>(
      `SELECT * FROM ingest_log FINAL ${where} ORDER BY version DESC LIMIT {limit:UInt64}`,
      { ...(options.source === undefined ? {} : { source: options.source }), limit: options.limit ?? 1000 },
    );
  }
}
