import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { type Clock, systemClock, textOfProblem } from '@fm/platform';
import { type PlainFile, readFiles } from '@fm/platform/packed';
import {
  entryFrom,
  IngestLog,
  Quarantine,
  quarantineId,
  type QuarantineEntry,
  recordingRows,
  replayFile,
  type ReplayedEntry,
  type Warehouse,
} from '@fm/warehouse';
import { maxTableBytes } from '../files/limits.ts';
import { isMarkedSynthetic } from '../files/synthetic-marker.ts';
import { wellFormed } from '../model/text.ts';
import { parseDelistings, type DelistingFault, type RefusedDelisting } from './parse-delistings.ts';
import { storeDelistings } from './store-delistings.ts';

/** Source of these entries in quarantine and in the ingest log. */
export const delistingsSource = 'delistings';

const remedies: Readonly<Record<DelistingFault, string>> = {
  DELISTING_COLUMNS: 'Give a header symbol,date,return or symbol,date,reason.',
  DELISTING_FIELDS: 'Give the line as many fields as the header has.',
  DELISTING_SYMBOL: 'Write the symbol as the prices have it, for example AAPL.',
  DELISTING_DATE: 'Write the day of the delisting, or of the last price, as YYYY-MM-DD.',
  DELISTING_RETURN: 'Write a fraction (-0.3) or percent (-30 %); all is lost at -1 or -100 %.',
  DELISTING_REASON:
    'Give the return itself, a CRSP delisting code, or a word such as bankruptcy, liquidation, performance, merger, acquisition, exchange.',
  DELISTING_CONFLICT: 'Leave the line that is right.',
};

export interface IngestDelistingsOptions {
  readonly warehouse: Warehouse;
  /** CSV files, and folders with them. */
  readonly paths: readonly string[];
  /** @default the machine's clock */
  readonly clock?: Clock;
}

/** The outcome of all files; the counts are of lines. */
export interface DelistingsSummary {
  readonly files: number;
  readonly symbols: readonly string[];
  readonly read: number;
  readonly new: number;
  readonly unchanged: number;
  readonly quarantined: number;
  /** Ids of what was quarantined. */
  readonly asideIds: readonly string[];
  /** What was quarantined, one sentence each with file and line. */
  readonly problems: readonly string[];
}

/**
 * Loads the returns of delisted stocks from files, see {@link parseDelistings}. Loading a file again changes nothing; a line
 * for a stock and day that are there already replaces the earlier entry. What cannot be used is in quarantine.
 *
 * @throws PATH_UNREADABLE, PATH_EMPTY
 */
export async function ingestDelistings(options: IngestDelistingsOptions): Promise<DelistingsSummary> {
  const { warehouse, paths, clock = systemClock } = options;
  const [asideIds, problems]: [string[], string[]] = [[], []];
  const { total: count, files } = readFiles(paths, {
    extensions: ['.csv'],
    maxBytes: maxTableBytes,
    onProblem: (problem) => problems.push(textOfProblem(problem)),
  });
  const total = { files: count, read: 0, new: 0, unchanged: 0, quarantined: 0 };
  const symbols = new Set<string>();
  for (const file of files) {
    const { read, fresh, entries } = await ingestFile(warehouse, file, clock.now().toISOString().slice(0, 10));
    read.forEach(({ symbol }) => symbols.add(symbol));
    total.read += read.length + entries.length;
    total.new += fresh;
    total.unchanged += read.length - fresh;
    total.quarantined += entries.length;
    asideIds.push(...entries.map(quarantineId));
    problems.push(...entries.map(({ code, location, message }) => `${code}: ${file.path} ${location}: ${message}`));
  }
  return { ...total, symbols: [...symbols].sort(), asideIds, problems };
}

async function ingestFile(warehouse: Warehouse, { path, bytes }: PlainFile, today: string) {
  const uri = wellFormed(resolve(path));
  const { delistings: read, refused } = parseDelistings(bytes.toString('utf8'), today);
  const entries = refused.map((one) => entryOf(uri, one));
  const synthetic = isMarkedSynthetic(path);
  const contentHash = createHash('sha256').update(bytes).digest('hex');
  const fresh = await storeDelistings(
    recordingRows(warehouse, { source: delistingsSource, uri, contentHash }),
    read.map(({ symbol, day, value, reason }) => ({ symbol, day, value, reason, source: 'file', synthetic })),
  );
  await new Quarantine(warehouse).put(entries);
  await new IngestLog(warehouse).record({
    source: delistingsSource,
    uri,
    content_hash: contentHash,
    rows_read: read.length + refused.length,
    rows_new: fresh,
    rows_unchanged: read.length - fresh,
    rows_quarantined: entries.length,
    status: entries.length === 0 ? 'loaded' : 'partial',
    message: [...new Set(refused.map(({ code }) => code))].join(' '),
  });
  return { read, fresh, entries };
}

/**
 * Reads the file of a quarantined line again under today's rules; the entry is `replayed` when the line can be used now.
 *
 * @throws QUARANTINE_NO_ENTRY, QUARANTINE_FILE_GONE
 */
export async function replayDelisting(options: {
  readonly warehouse: Warehouse;
  /** Id of the entry. */
  readonly id: string;
  readonly clock?: Clock;
}): Promise<ReplayedEntry> {
  const { warehouse, id, clock } = options;
  const entry = await entryFrom(warehouse, delistingsSource, id);
  return replayFile(warehouse, entry, (path) =>
    ingestDelistings({ warehouse, paths: [path], ...(clock !== undefined && { clock }) }),
  );
}

function entryOf(uri: string, { code, line, symbol, what, text }: RefusedDelisting): QuarantineEntry {
  const message = wellFormed(`${what}. ${remedies[code]}`);
  return { source: delistingsSource, uri, location: `line ${line}`, symbol, code, message, payload: wellFormed(text) };
}
