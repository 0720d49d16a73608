import type { ObjectStore } from '@fm/object-store';
import { systemClock, type Clock } from '@fm/platform';
import {
  firstVersion,
  IngestLog,
  Quarantine,
  quarantineId,
  stockGroupsTable,
  type QuarantineEntry,
  type Warehouse,
} from '@fm/warehouse';
import { noSuchGroupFile } from '../errors.ts';
import { wellFormed } from '../model/text.ts';
import { parseGroups, type GroupFault, type GroupLine, type RefusedGroup } from './parse-groups.ts';

/** Source of these entries in quarantine and in the ingest log. */
export const groupsSource = 'groups';

const remedies: Readonly<Record<GroupFault, string>> = {
  GROUP_ENCODING: 'Save the file as UTF-8.',
  GROUP_COLUMNS:
    'Give a header ticker,group or ticker,group,since, or a list of constituents with a column such as GICS Sector.',
  GROUP_FIELDS: 'Give the line as many fields as the header has; put a name with commas in quotes.',
  GROUP_SYMBOL: 'Write the symbol as the prices have it, for example AAPL.',
  GROUP_DATE: 'Write the first day that the group counts as YYYY-MM-DD.',
  GROUP_NAME: 'Give the group a name of at most 100 printable characters.',
  GROUP_CONFLICT: 'Leave the line that is right, or give each its day.',
};

export interface LoadGroupsOptions {
  readonly warehouse: Warehouse;
  readonly objectStore: ObjectStore;
  /** Key of the stored file. */
  readonly key: string;
  /** @default the machine's clock */
  readonly clock?: Clock;
}

/** The outcome of a stored file; the counts are of lines. */
export interface LoadedGroups {
  readonly symbols: readonly string[];
  readonly read: number;
  readonly new: number;
  readonly unchanged: number;
  /** What was quarantined. */
  readonly entries: readonly QuarantineEntry[];
}

/**
 * Loads the groups of a stored file. A line without a day counts from the moment that the file was received, never from
 * before. Doing it again changes nothing, in whatever order files come.
 *
 * @throws GROUP_FILE_GONE
 */
export async function loadGroups(options: LoadGroupsOptions): Promise<LoadedGroups> {
  const { warehouse, objectStore, key, clock = systemClock } = options;
  const object = await objectStore.get(key);
  if (object === undefined) throw noSuchGroupFile(key, objectStore.url);
  const collected = new Date(object.metadata['received'] ?? clock.now());
  const { groups, refused } = parseGroups(object.body);
  const [before] = await warehouse.query<{ rows: number }>(
    'SELECT toUInt32(count()) AS rows FROM stock_groups FINAL WHERE delivery = {hash:String}',
    { hash: object.hash },
  );
  const fresh = groups.length - (before?.rows ?? 0);
  await warehouse.insert(
    stockGroupsTable,
    groups.map((line) => rowOf(line, object.hash, collected)),
  );
  const entries = refused.map((one) => entryOf(key, one));
  await new Quarantine(warehouse).put(entries);
  await new IngestLog(warehouse).record({
    source: groupsSource,
    uri: key,
    content_hash: object.hash,
    rows_read: groups.length + refused.length,
    rows_new: fresh,
    rows_unchanged: groups.length - fresh,
    rows_quarantined: entries.length,
    status: entries.length === 0 ? 'loaded' : 'partial',
    message: [...new Set(refused.map(({ code }) => code))].join(' '),
  });
  return {
    symbols: [...new Set(groups.map(({ symbol }) => symbol))].sort(),
    read: groups.length + refused.length,
    new: fresh,
    unchanged: groups.length - fresh,
    entries,
  };
}

/** Ids of what a stored file would quarantine under the current rules. */
export async function refusedIds(objectStore: ObjectStore, key: string): Promise<string[]> {
  const object = await objectStore.get(key);
  if (object === undefined) throw noSuchGroupFile(key, objectStore.url);
  return parseGroups(object.body).refused.map((one) => quarantineId(entryOf(key, one)));
}

function rowOf({ line, symbol, group, since }: GroupLine, delivery: string, collected: Date) {
  const moment = collected.toISOString().replace('T', ' ').replace('Z', '');
  return {
    ...{ symbol, source: 'file', delivery, line, group_name: group, detail: '' },
    known_at: since === undefined ? moment : `${since} 00:00:00.000`,
    collected_at: moment,
    version: firstVersion(collected, delivery),
  };
}

function entryOf(uri: string, { code, line, symbol, what, text }: RefusedGroup): QuarantineEntry {
  const message = wellFormed(`${what}. ${remedies[code]}`);
  return { source: groupsSource, uri, location: `line ${line}`, symbol, code, message, payload: wellFormed(text) };
}
