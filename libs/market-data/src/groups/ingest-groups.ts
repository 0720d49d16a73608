import { basename, resolve } from 'node:path';
import { contentHash, type ObjectStore } from '@fm/object-store';
import { type Clock, systemClock, textOfProblem } from '@fm/platform';
import { readFiles } from '@fm/platform/packed';
import { type DeliveredRows, Quarantine, recordDelivered, stockGroupsTable, type Warehouse } from '@fm/warehouse';
import { noSuchEntry } from '../errors.ts';
import { maxTableBytes } from '../files/limits.ts';
import { wellFormed } from '../model/text.ts';
import { groupsSource, loadGroups, refusedIds } from './load-groups.ts';

export interface IngestGroupsOptions {
  readonly warehouse: Warehouse;
  /** Where the files are kept as they came. */
  readonly objectStore: ObjectStore;
  /** CSV files, and folders with them. */
  readonly paths: readonly string[];
  /** @default the machine's clock */
  readonly clock?: Clock;
}

/** The outcome of all files; the counts are of lines. */
export interface GroupsSummary {
  readonly files: number;
  readonly symbols: readonly string[];
  readonly read: number;
  readonly new: number;
  readonly unchanged: number;
  readonly quarantined: number;
  /** What was quarantined, one sentence each with file and line. */
  readonly problems: readonly string[];
}

/**
 * Takes in the groups of stocks from files, see {@link parseGroups}: each is stored unchanged first and read from the
 * store.
 *
 * @throws PATH_UNREADABLE, PATH_EMPTY, PATH_DANGLING, PATH_NOT_A_FILE when no path leads to a file
 */
export async function ingestGroups(options: IngestGroupsOptions): Promise<GroupsSummary> {
  const { warehouse, objectStore, clock = systemClock } = options;
  const problems: string[] = [];
  const { total: count, files } = readFiles(options.paths, {
    extensions: ['.csv'],
    maxBytes: maxTableBytes,
    onProblem: (problem) => problems.push(textOfProblem(problem)),
  });
  const total = { files: count, read: 0, new: 0, unchanged: 0, quarantined: 0 };
  const symbols = new Set<string>();
  for (const { path, bytes: body } of files) {
    const key = `groups/${contentHash(body).slice(0, 32)}.csv`;
    await objectStore.putIfAbsent(key, body, {
      name: encodeURIComponent(wellFormed(basename(path))),
      received: clock.now().toISOString(),
    });
    await recordDelivered(warehouse, deliveredGroups(path, contentHash(body)));
    const loaded = await loadGroups({ warehouse, objectStore, key, clock });
    loaded.symbols.forEach((symbol) => symbols.add(symbol));
    total.read += loaded.read;
    total.new += loaded.new;
    total.unchanged += loaded.unchanged;
    total.quarantined += loaded.entries.length;
    problems.push(...loaded.entries.map(({ code, location, message }) => `${code}: ${path} ${location}: ${message}`));
  }
  return { ...total, symbols: [...symbols].sort(), problems };
}

/** That a file came: its rows name its content themselves. */
function deliveredGroups(path: string, hash: string): DeliveredRows[] {
  const delivery = { source: groupsSource, uri: wellFormed(resolve(path)), contentHash: hash };
  return [{ delivery, target: stockGroupsTable.name, part: '', rowsVersion: 1n, rows: 0 }];
}

/**
 * Reads the stored file of a quarantined line again under today's rules; the entry is `replayed` when the line can
 * be used now.
 *
 * @throws QUARANTINE_NO_ENTRY, GROUP_FILE_GONE
 */
export async function replayGroups(options: {
  readonly warehouse: Warehouse;
  readonly objectStore: ObjectStore;
  /** Id of the entry. */
  readonly id: string;
}): Promise<{ readonly state: 'replayed' | 'open'; readonly reason: string }> {
  const { warehouse, objectStore, id } = options;
  const quarantine = new Quarantine(warehouse);
  const entry = await quarantine.get(id);
  if (entry?.source !== groupsSource) throw noSuchEntry(id);
  await loadGroups({ warehouse, objectStore, key: entry.uri });
  if ((await refusedIds(objectStore, entry.uri)).includes(id))
    return { state: 'open', reason: `${entry.message} Then ingest the corrected file and dismiss this entry.` };
  await quarantine.setState(id, 'replayed');
  return { state: 'replayed', reason: '' };
}
