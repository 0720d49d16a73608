import { existsSync } from 'node:fs';
import type { Clock } from '@fm/platform';
import { Quarantine, type Warehouse } from '@fm/warehouse';
import { fileIsGone, noSuchEntry } from '../errors.ts';
import { actionsSource, ingestActions } from './ingest-actions.ts';

/**
 * Reads the file of a quarantine entry of corporate actions again; the entry is `replayed` when the line can be used now.
 *
 * @throws QUARANTINE_NO_ENTRY, QUARANTINE_FILE_GONE
 */
export async function replayActions(options: {
  readonly warehouse: Warehouse;
  /** Id of the entry. */
  readonly id: string;
  readonly clock?: Clock;
}): Promise<{ readonly state: 'replayed' | 'open'; readonly reason: string }> {
  const { warehouse, id, clock } = options;
  const quarantine = new Quarantine(warehouse);
  const entry = await quarantine.get(id);
  if (entry?.source !== actionsSource) throw noSuchEntry(id);
  if (!existsSync(entry.uri)) throw fileIsGone(id, entry.uri);
  const { asideIds } = await ingestActions({ warehouse, paths: [entry.uri], ...(clock !== undefined && { clock }) });
  if (asideIds.includes(id)) return { state: 'open', reason: entry.message };
  await quarantine.setState(id, 'replayed');
  return { state: 'replayed', reason: '' };
}
