import { fileThatHolds, FmError } from '@fm/platform';
import type { Warehouse } from './contract.ts';
import { Quarantine, type QuarantineRow } from './quarantine.ts';

/** The outcome of a replayed entry, and why it stays open. */
export interface ReplayedEntry {
  readonly state: 'replayed' | 'open';
  readonly reason: string;
}

/**
 * An entry of quarantine that came by one door.
 *
 * @throws QUARANTINE_NO_ENTRY where there is none with the id, or it came by another door
 */
export async function entryFrom(warehouse: Warehouse, source: string, id: string): Promise<QuarantineRow> {
  const entry = await new Quarantine(warehouse).get(id);
  if (entry?.source === source) return entry;
  throw new FmError('QUARANTINE_NO_ENTRY', {
    what: `quarantine has no entry ${id} of ${source}`,
    remedy: `List the entries with \`fm quarantine list --source ${source}\`.`,
    kind: 'usage',
  });
}

/**
 * Reads the file of an entry again; the entry is `replayed` when its content can be used now, and stays `open` when
 * reading puts the same aside again.
 *
 * @param read - reads the file and returns the ids of what it quarantines
 * @throws QUARANTINE_FILE_GONE, and what `read` throws
 */
export async function replayFile(
  warehouse: Warehouse,
  { quarantine_id: id, uri, message }: QuarantineRow,
  read: (path: string) => Promise<{ readonly asideIds: readonly string[] }>,
): Promise<ReplayedEntry> {
  const path = fileThatHolds(uri);
  if (path === undefined) {
    throw new FmError('QUARANTINE_FILE_GONE', {
      what: `the file of the entry ${id} no longer exists`,
      where: uri,
      remedy: 'Put the file back, or dismiss the entry.',
    });
  }
  const { asideIds } = await read(path);
  if (asideIds.includes(id)) return { state: 'open', reason: message };
  await new Quarantine(warehouse).setState(id, 'replayed');
  return { state: 'replayed', reason: '' };
}
