import { createHash } from 'node:crypto';
import { basename, extname, resolve } from 'node:path';
import { messageOf } from '@fm/platform';
import { type PlainFile, readOnePacked } from '@fm/platform/packed';
import {
  entryFrom,
  knownReturnsTable,
  nextVersion,
  Quarantine,
  quarantineId,
  recordingRows,
  replayFile,
  type ReplayedEntry,
  type Warehouse,
} from '@fm/warehouse';
import { noFactorReturns, unreadableFile } from '../errors.ts';
import type { Frequency } from './frequency.ts';
import { parseKnownReturns, type KnownReturns, type KnownTable, type Unit } from './parse-known-returns.ts';

/** One table that was loaded. */
export interface LoadedTable {
  readonly library: string;
  readonly frequency: Frequency;
  readonly names: readonly string[];
  readonly first: string;
  readonly last: string;
}

/** The outcome of a file of factor returns. */
export interface KnownReturnsSummary extends Pick<KnownReturns, 'unit' | 'unitRecognised' | 'missing' | 'passedOver'> {
  readonly tables: readonly LoadedTable[];
  readonly read: number;
  readonly new: number;
  readonly unchanged: number;
  readonly quarantined: number;
  /** Ids of the quarantined lines. */
  readonly asideIds: readonly string[];
}

/**
 * Loads published factor returns from a file, also a packed one as French's library gives it, see {@link
 * parseKnownReturns}. Loading it again changes nothing; a return that changed, as in a later edition of the library,
 * replaces the one before.
 *
 * @throws FACTOR_RETURNS_UNREADABLE, FACTOR_RETURNS_NONE
 */
export async function ingestKnownReturns(
  warehouse: Warehouse,
  path: string,
  unit?: Unit,
): Promise<KnownReturnsSummary> {
  const { name, bytes } = readFile(path);
  const text = bytes.toString('utf8');
  const parsed = parseKnownReturns(text, unit);
  if (parsed === undefined) throw noFactorReturns(path);
  const contentHash = createHash('sha256').update(text).digest('hex');
  const recording = recordingRows(warehouse, { source: 'factor-returns', uri: resolve(path), contentHash });
  const counts = { read: 0, new: 0, unchanged: 0 };
  const tables: LoadedTable[] = [];
  for (const table of parsed.tables) {
    const library = libraryOf(name, table);
    const fresh = await storeTable(recording, library, table);
    counts.read += table.rows.length;
    counts.new += fresh;
    counts.unchanged += table.rows.length - fresh;
    const dates = table.rows.map(({ date }) => date).sort();
    if (dates.length > 0)
      tables.push({
        ...{ library, frequency: table.frequency, names: table.names },
        ...{ first: dates[0] as string, last: dates.at(-1) as string },
      });
  }
  const entries = parsed.refused.map(({ line, what }) => ({
    source: 'factor-returns',
    uri: resolve(path),
    location: `line ${line}`,
    code: 'FACTOR_RETURN_UNREADABLE',
    message: what,
    payload: what,
  }));
  await new Quarantine(warehouse).put(entries);
  const { unitRecognised, missing, passedOver, refused } = parsed;
  return {
    ...{ tables, unit: parsed.unit, unitRecognised, missing, passedOver },
    ...{ ...counts, read: counts.read + refused.length },
    quarantined: refused.length,
    asideIds: entries.map(quarantineId),
  };
}

/**
 * Reads the file of a quarantined line again; the entry is `replayed` when the line can be used now.
 *
 * @throws QUARANTINE_NO_ENTRY, QUARANTINE_FILE_GONE
 */
export async function replayKnownReturns({
  warehouse,
  id,
}: {
  readonly warehouse: Warehouse;
  readonly id: string;
}): Promise<ReplayedEntry> {
  const entry = await entryFrom(warehouse, 'factor-returns', id);
  return replayFile(warehouse, entry, (path) => ingestKnownReturns(warehouse, path));
}

/** Name of the file without the ending, and the title where the file has several tables of a frequency. */
function libraryOf(file: string, { title }: KnownTable): string {
  const name = basename(file, extname(file));
  return title === '' ? name : `${name}: ${title}`;
}

async function storeTable(warehouse: Warehouse, library: string, { frequency, rows }: KnownTable): Promise<number> {
  const stored = await warehouse.query<{ name: string; date: string; value: number; version: string }>(
    `SELECT name, toString(date) AS date, value, toString(version) AS version FROM known_returns FINAL
     WHERE library = {library:String} AND frequency = {frequency:String}`,
    { library, frequency },
  );
  const known = new Map(stored.map(({ name, date, value }) => [`${date} ${name}`, value]));
  const changed = rows.filter(({ name, date, value }) => known.get(`${date} ${name}`) !== value);
  const newest = stored.reduce((most, row) => (BigInt(row.version) > most ? BigInt(row.version) : most), 0n);
  const version = nextVersion(newest);
  await warehouse.insert(
    knownReturnsTable,
    changed.map(({ name, date, value }) => ({ library, name, frequency, date, value, version })),
  );
  return changed.length;
}

/** Largest file that is read; the largest of French's library has about 10 MB. */
const maxBytes = 256 * 2 ** 20;

function readFile(path: string): PlainFile {
  try {
    return readOnePacked(path, maxBytes, ['.csv', '.txt']);
  } catch (cause) {
    throw unreadableFile(path, messageOf(cause));
  }
}
