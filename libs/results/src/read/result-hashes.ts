import {
  eventStudiesTable,
  factorRelationsTable,
  factorReturnsTable,
  factorSummariesTable,
  factorValueSeriesTable,
  stockResultsTable,
  tableContentHash,
  type Warehouse,
} from '@fm/warehouse';

/** Tables that hold what a run found. */
export const resultTables = [
  factorValueSeriesTable,
  factorReturnsTable,
  stockResultsTable,
  factorSummariesTable,
  factorRelationsTable,
  eventStudiesTable,
] as const;

/**
 * A hash of every result table of a run, bit for bit, whatever the order of rows and however often they were delivered:
 * two runs found the same exactly when their hashes are equal.
 */
export async function resultHashes(warehouse: Warehouse, run: string): Promise<Readonly<Record<string, string>>> {
  const hashes: Record<string, string> = {};
  for (const table of resultTables) {
    hashes[table.name] = await tableContentHash(warehouse, table, { run, except: ['run_id'] });
  }
  return hashes;
}
