import { documentRatingsTable, type Warehouse } from '@fm/warehouse';
import type { RatingRow } from './rows.ts';

/** Names of one query: few enough for the longest address a server takes. */
const hashesPerQuery = 300;

/**
 * Stores ratings that are new, or known earlier than the ones that are there.
 *
 * @returns the rows that were stored
 */
export async function storeRatings(warehouse: Warehouse, rows: readonly RatingRow[]): Promise<ReadonlySet<RatingRow>> {
  const byKey = new Map<string, RatingRow>();
  for (const row of rows) {
    const before = byKey.get(keyOf(row));
    if (before === undefined || before.version < row.version) byKey.set(keyOf(row), row);
  }
  const known = await versionsOf(warehouse, [...new Set(rows.map(({ document_hash }) => document_hash))]);
  const fresh = [...byKey].flatMap(([key, row]) => (row.version > (known.get(key) ?? 0n) ? [row] : []));
  if (fresh.length > 0) await warehouse.insert(documentRatingsTable, fresh);
  return new Set(fresh);
}

async function versionsOf(warehouse: Warehouse, hashes: readonly string[]): Promise<Map<string, bigint>> {
  const versions = new Map<string, bigint>();
  for (let start = 0; start < hashes.length; start += hashesPerQuery) {
    const rows = await warehouse.query<Omit<RatingRow, 'version'> & { newest: string }>(
      `SELECT symbol, rating, document_hash, model, prompt_version, max(version) AS newest FROM document_ratings
       WHERE document_hash IN {hashes:Array(String)} GROUP BY symbol, rating, document_hash, model, prompt_version`,
      { hashes: hashes.slice(start, start + hashesPerQuery) },
    );
    for (const row of rows) versions.set(keyOf(row), BigInt(row.newest));
  }
  return versions;
}

function keyOf(row: Pick<RatingRow, 'symbol' | 'rating' | 'document_hash' | 'model' | 'prompt_version'>): string {
  return [row.symbol, row.rating, row.document_hash, row.model, row.prompt_version].join('\n');
}
