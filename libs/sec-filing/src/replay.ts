import type { ObjectStore } from '@fm/object-store';
import { Quarantine, quarantineId, type Warehouse } from '@fm/warehouse';
import { noSuchEntry, noSuchObject } from './errors.ts';
import { extractObject } from './extract.ts';
import { readDocument, source } from './read-document.ts';

export interface ReplayFilingOptions {
  readonly warehouse: Warehouse;
  readonly objectStore: ObjectStore;
  /** Id of the quarantine entry. */
  readonly id: string;
}

/**
 * Reads the document of a quarantine entry again under today's rules. The entry is `replayed` when the part that was
 * quarantined is usable now, else it stays `open` with the reason.
 *
 * @throws FILING_NO_ENTRY, FILING_NO_OBJECT
 */
export async function replayFiling(
  options: ReplayFilingOptions,
): Promise<{ readonly state: 'replayed' | 'open'; readonly reason: string }> {
  const { warehouse, objectStore, id } = options;
  const quarantine = new Quarantine(warehouse);
  const entry = await quarantine.get(id);
  if (entry?.source !== source) throw noSuchEntry(id);
  const object = await objectStore.get(entry.uri);
  if (object === undefined) throw noSuchObject(entry.uri);
  await extractObject({ warehouse, objectStore, key: entry.uri, again: true });
  const still = readDocument(object.body, entry.uri).entries.some((one) => quarantineId(one) === id);
  if (still) return { state: 'open', reason: `${entry.code}: ${entry.message}` };
  await quarantine.setState(id, 'replayed');
  return { state: 'replayed', reason: '' };
}
