import { existsSync } from 'node:fs';
import { Quarantine, type Warehouse } from '@fm/warehouse';
import { fileIsGone, noSuchEntry } from '../errors.ts';
import { ingestRiskFree } from './ingest-risk-free.ts';

/**
 * Reads the file of a quarantined risk-free rate again; the entry is `replayed` when its line can be used now.
 *
 * @throws QUARANTINE_NO_ENTRY, QUARANTINE_FILE_GONE
 */
export async function replayRate(options: {
  readonly warehouse: Warehouse;
  /** Id of the entry. */
  readonly id: string;
}): Promise<{ readonly state: 'replayed' | 'open'; readonly reason: string }> {
  const { warehouse, id } = options;
  const quarantine = new Quarantine(warehouse);
  const entry = await quarantine.get(id);
  if (entry?.source !== 'risk-free') throw noSuchEntry(id);
  if (!existsSync(entry.uri)) throw fileIsGone(id, entry.uri);
  const { asideIds } = await ingestRiskFree(warehouse, entry.uri);
  if (asideIds.includes(id)) return { state: 'open', reason: entry.message };
  await quarantine.setState(id, 'replayed');
  return { state: 'replayed', reason: '' };
}
