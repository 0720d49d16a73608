import { entryFrom, replayFile, type ReplayedEntry, type Warehouse } from '@fm/warehouse';
import { ingestRiskFree } from './ingest-risk-free.ts';

/**
 * Reads the file of a quarantined risk-free rate again; the entry is `replayed` when its line can be used now.
 *
 * @param options.id - id of the entry
 * @throws QUARANTINE_NO_ENTRY, QUARANTINE_FILE_GONE
 */
export async function replayRate({ warehouse, id }: { warehouse: Warehouse; id: string }): Promise<ReplayedEntry> {
  const entry = await entryFrom(warehouse, 'risk-free', id);
  return replayFile(warehouse, entry, (path) => ingestRiskFree(warehouse, path));
}
