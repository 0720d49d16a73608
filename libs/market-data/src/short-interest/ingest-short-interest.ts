import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { type Clock, systemClock, textOfProblem } from '@fm/platform';
import { type PlainFile, readFiles } from '@fm/platform/packed';
import {
  entryFrom,
  IngestLog,
  Quarantine,
  type QuarantineEntry,
  recordingRows,
  replayFile,
  type ReplayedEntry,
  type Warehouse,
  quarantineId,
} from '@fm/warehouse';
import { maxTableBytes } from '../files/limits.ts';
import { isMarkedSynthetic } from '../files/synthetic-marker.ts';
import { wellFormed } from '../model/text.ts';
import { parseShortInterest, type RefusedShortInterest, type ShortInterestFault } from './parse-short-interest.ts';
import { storeShortInterest } from './store-short-interest.ts';

/** Source of these entries in quarantine and in the ingest log. */
export const shortInterestSource = 'short-interest';

const remedies: Readonly<Record<ShortInterestFault, string>> = {
  SHORT_INTEREST_COLUMNS: 'Give a header symbol,settlementDate,publishedAt,sharesShort.',
  SHORT_INTEREST_FIELDS: 'Give the line as many fields as the header has.',
  SHORT_INTEREST_SYMBOL: 'Write the symbol as the prices have it, for example AAPL.',
  SHORT_INTEREST_DATE: 'Write days as YYYY-MM-DD, and a moment of publication with its time zone.',
  SHORT_INTEREST_SHARES: 'Write the number of shares without separators.',
  SHORT_INTEREST_CONFLICT: 'Leave the line that is right.',
};

export interface IngestShortInterestOptions {
  readonly warehouse: Warehouse;
  /** CSV files, and folders with them. */
  readonly paths: readonly string[];
  /** @default the machine's clock */
  readonly clock?: Clock;
}

/** The outcome of all files; the counts are of lines. */
export interface ShortInterestSummary {
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
 * Loads short interest from files, see {@link parseShortInterest}. Loading a file again changes nothing. What cannot be
 * used is in quarantine.
 *
 * @throws PATH_UNREADABLE, PATH_EMPTY
 */
export async function ingestShortInterest(options: IngestShortInterestOptions): Promise<ShortInterestSummary> {
  const { warehouse, paths, clock = systemClock } = options;
  const [asideIds, problems]: [string[], string[]] = [[], []];
  const { files } = readFiles(paths, {
    extensions: ['.csv'],
    maxBytes: maxTableBytes,
    onProblem: (problem) => problems.push(textOfProblem(problem)),
  });
  const total = { read: 0, new: 0, unchanged: 0, quarantined: 0 };
  const symbols = new Set<string>();
  for (const file of files) {
    const { read, fresh, entries } = await ingestFile(warehouse, file, clock.now());
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

async function ingestFile(warehouse: Warehouse, { path, bytes }: PlainFile, now: Date) {
  const uri = wellFormed(resolve(path));
  const { read, refused } = parseShortInterest(bytes.toString('utf8'), now);
  const entries = refused.map((one) => entryOf(uri, one));
  const contentHash = createHash('sha256').update(bytes).digest('hex');
  const recording = recordingRows(warehouse, { source: shortInterestSource, uri, contentHash });
  const fresh = await storeShortInterest(recording, read, isMarkedSynthetic(path));
  await new Quarantine(warehouse).put(entries);
  await new IngestLog(warehouse).record({
    source: shortInterestSource,
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
 * Reads the file of a quarantined line again under today's rules; the entry is `replayed` when the line can be
 * used now.
 *
 * @throws QUARANTINE_NO_ENTRY, QUARANTINE_FILE_GONE
 */
export async function replayShortInterest(options: {
  readonly warehouse: Warehouse;
  /** Id of the entry. */
  readonly id: string;
}): Promise<ReplayedEntry> {
  const { warehouse, id } = options;
  const entry = await entryFrom(warehouse, shortInterestSource, id);
  return replayFile(warehouse, entry, (path) => ingestShortInterest({ warehouse, paths: [path] }));
}

function entryOf(uri: string, { code, line, symbol, what, text }: RefusedShortInterest): QuarantineEntry {
  const message = wellFormed(`${what}. ${remedies[code]}`);
  return {
    source: shortInterestSource,
    uri,
    location: `line ${line}`,
    symbol,
    code,
    message,
    payload: wellFormed(text),
  };
}
