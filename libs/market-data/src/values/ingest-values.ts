import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { type Clock, systemClock, textOfProblem } from '@fm/platform';
import { type PlainFile, readFiles } from '@fm/platform/packed';
import { isoOfDay } from '@fm/platform/time';
import {
  entryFrom,
  IngestLog,
  Quarantine,
  quarantineId,
  type QuarantineEntry,
  replayFile,
  type ReplayedEntry,
  type Warehouse,
} from '@fm/warehouse';
import { isColumnar, isNamedColumnar } from '../columnar/columnar-heads.ts';
import { maxTableBytes } from '../files/limits.ts';
import { wellFormed } from '../model/text.ts';
import { parseColumnarValues, parseValues, type ReadValue, type RefusedValue } from './parse-values.ts';
import { storeValues } from './store-values.ts';
import type { ValueFault } from './value-fields.ts';
import { valuesNameOf } from './values-name.ts';

/** Source of these entries in quarantine and in the ingest log. */
export const valuesSource = 'values';

const remedies: Readonly<Record<ValueFault, string>> = {
  VALUE_ENCODING: 'Save the file as CSV in UTF-8, or as Parquet or Arrow.',
  VALUE_COLUMNS: 'Give a header date,symbol,value with known_at as needed, or date and a column for each symbol.',
  VALUE_NAME: 'Leave out --name, so that each column gives its own, or keep one column of values.',
  VALUE_FIELDS: 'Give the line as many fields as the header has.',
  VALUE_SYMBOL: 'Write the symbol as the prices have it, for example AAPL.',
  VALUE_DATE: 'Write the day that the value is about as YYYY-MM-DD; no later than today.',
  VALUE_KNOWN_AT: 'Write a day, YYYY-MM-DD, or a time with its time zone, such as 2024-05-02T20:05:00Z.',
  VALUE_NUMBER: 'Write a number with a point, or leave the field empty.',
  VALUE_CONFLICT:
    'Leave the value that is right, or give each the moment at which it became known in a column known_at.',
};

export interface IngestValuesOptions {
  readonly warehouse: Warehouse;
  /** CSV, Parquet and Arrow files, and folders with them. */
  readonly paths: readonly string[];
  /** Name of the values. @default that of their column, or of the file where the column has none */
  readonly name?: string;
  /** @default the machine's clock */
  readonly clock?: Clock;
}

/** The values of one name in files. */
export interface ValuesRead {
  /** Name under which they are stored. */
  readonly name: string;
  readonly symbols: number;
  readonly days: number;
  readonly first: string;
  readonly last: string;
}

/** The outcome of all files; the counts are of values, and of lines in quarantine. */
export interface ValuesSummary {
  readonly files: number;
  readonly names: readonly ValuesRead[];
  readonly read: number;
  readonly new: number;
  readonly unchanged: number;
  readonly quarantined: number;
  /** Symbols of the files that have no prices. */
  readonly withoutPrices: readonly string[];
  /** Ids of what was quarantined. */
  readonly asideIds: readonly string[];
  /** What was quarantined, one sentence each with file and line. */
  readonly problems: readonly string[];
}

/**
 * Takes in values of stocks from files, see {@link parseValues} and {@link storeValues}. Loading a file again changes
 * nothing. What cannot be used is in quarantine.
 *
 * @throws PATH_UNREADABLE, PATH_EMPTY, PATH_DANGLING, PATH_NOT_A_FILE when no path leads to a file
 */
export async function ingestValues(options: IngestValuesOptions): Promise<ValuesSummary> {
  const { warehouse, paths, clock = systemClock } = options;
  const [asideIds, problems]: [string[], string[]] = [[], []];
  const { total: count, files } = readFiles(paths, {
    extensions: ['.csv', '.tsv', '.txt', '.parquet', '.arrow', '.feather'],
    maxBytes: maxTableBytes,
    onProblem: (problem) => problems.push(textOfProblem(problem)),
  });
  const total = { files: count, read: 0, new: 0, unchanged: 0, quarantined: 0 };
  const seen = new Map<string, { symbols: Set<string>; days: Set<number> }>();
  const name = options.name === undefined ? undefined : valuesNameOf(options.name);
  for (const file of files) {
    const { read, fresh, entries } = await ingestFile(warehouse, file, name, clock);
    for (const value of read) {
      const own = seen.get(value.name) ?? { symbols: new Set(), days: new Set() };
      own.symbols.add(value.symbol);
      own.days.add(value.day);
      seen.set(value.name, own);
    }
    total.read += read.length;
    total.new += fresh;
    total.unchanged += read.length - fresh;
    total.quarantined += entries.length;
    asideIds.push(...entries.map(quarantineId));
    problems.push(...entries.map(({ code, location, message }) => `${code}: ${file.path} ${location}: ${message}`));
  }
  const symbols = new Set([...seen.values()].flatMap((own) => [...own.symbols]));
  const withoutPrices = await pricelessOf(warehouse, [...symbols].sort());
  const names = [...seen].map(([own, { symbols: stocks, days }]) => {
    const ordered = [...days].sort((a, b) => a - b);
    const [first, last] = [ordered[0] as number, ordered.at(-1) as number];
    return { name: own, symbols: stocks.size, days: days.size, first: isoOfDay(first), last: isoOfDay(last) };
  });
  return { ...total, names, withoutPrices, asideIds, problems };
}

async function ingestFile(
  warehouse: Warehouse,
  { path, name: fileName, bytes }: PlainFile,
  name: string | undefined,
  clock: Clock,
): Promise<{ read: readonly ReadValue[]; fresh: number; entries: QuarantineEntry[] }> {
  const uri = wellFormed(resolve(path));
  const now = clock.now();
  const parse = isColumnar(bytes) || isNamedColumnar(fileName) ? parseColumnarValues : parseValues;
  const { values: read, refused } = await parse(bytes, {
    ...(name === undefined ? {} : { name }),
    stem: name ?? valuesNameOf(fileName),
    today: now.toISOString().slice(0, 10),
  });
  const entries = refused.map((one) => entryOf(uri, one, name));
  const contentHash = createHash('sha256').update(bytes).digest('hex');
  const fresh = await storeValues(warehouse, read, now.getTime(), { source: valuesSource, uri, contentHash });
  await new Quarantine(warehouse).put(entries);
  await new IngestLog(warehouse).record({
    source: valuesSource,
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

/** Symbols without any price. */
async function pricelessOf(warehouse: Warehouse, symbols: readonly string[]): Promise<string[]> {
  if (symbols.length === 0) return [];
  const rows = await warehouse.query<{ symbol: string }>(
    'SELECT DISTINCT symbol FROM prices WHERE symbol IN {symbols:Array(String)}',
    { symbols },
  );
  const priced = new Set(rows.map(({ symbol }) => symbol));
  return symbols.filter((symbol) => !priced.has(symbol));
}

const namedLocation = / of values:(\w+)$/;

/**
 * Reads the file of a quarantined line again under today's rules; the entry is `replayed` when the line can be
 * used now.
 *
 * @throws QUARANTINE_NO_ENTRY, QUARANTINE_FILE_GONE
 */
export async function replayValues(options: {
  readonly warehouse: Warehouse;
  /** Id of the entry. */
  readonly id: string;
  readonly clock?: Clock;
}): Promise<ReplayedEntry> {
  const { warehouse, id, clock } = options;
  const entry = await entryFrom(warehouse, valuesSource, id);
  const name = namedLocation.exec(entry.location)?.[1];
  return replayFile(warehouse, entry, (path) =>
    ingestValues({
      ...{ warehouse, paths: [path] },
      ...(name !== undefined && { name }),
      ...(clock !== undefined && { clock }),
    }),
  );
}

/** A name that the user gave is needed to read the file again. */
function entryOf(uri: string, refused: RefusedValue, name: string | undefined): QuarantineEntry {
  const { code, line, symbol, what, text } = refused;
  const location = `line ${line}${name === undefined ? '' : ` of values:${name}`}`;
  const message = wellFormed(`${what}. ${remedies[code]}`);
  return { source: valuesSource, uri, location, symbol, code, message, payload: wellFormed(text) };
}
