import type { FmError } from '@fm/platform';
import { IngestLog, Quarantine, quarantineId, type Warehouse } from '@fm/warehouse';
import type { LoadedSearch } from './load-search.ts';

/** Puts a whole object or file aside, with a line in the ingest log. */
export async function quarantineText(
  warehouse: Warehouse,
  { uri, hash }: { readonly uri: string; readonly hash: string },
  text: string,
  { code, message }: FmError,
): Promise<LoadedSearch> {
  const source = 'web-search';
  const entry = { source, uri, location: '', code, message, payload: text.slice(0, 100_000) };
  await new Quarantine(warehouse).put([entry]);
  await new IngestLog(warehouse).record({
    source,
    uri,
    content_hash: hash,
    rows_read: 0,
    rows_new: 0,
    rows_unchanged: 0,
    rows_quarantined: 1,
    status: 'quarantined',
    message,
  });
  return { uri, read: 0, added: 0, unchanged: 0, quarantined: 1, scored: 0, asideIds: [quarantineId(entry)] };
}
