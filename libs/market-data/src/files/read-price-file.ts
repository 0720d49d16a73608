import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { resolve } from 'node:path';
import { messageOf, unpackedName } from '@fm/platform';
import { gunzip, isGzip } from '@fm/platform/packed';
import { textKind } from '@fm/platform/csv';
import type { CloseKind } from '../model/close-kind.ts';
import { noDrops, type ParsedPrices } from '../model/parsed.ts';
import type { PriceFile } from '../model/price-file.ts';
import { PriceRows } from '../model/price-rows.ts';
import type { ProblemCode } from '../model/problems.ts';
import { parsePriceCsv } from '../parse/parse-csv.ts';
import { parseYahooChart } from '../parse/parse-chart.ts';
import { sessionState } from '@fm/platform/time';
import { isStooqName, symbolOfFile } from '../parse/symbol.ts';
import { maxUnpackedBytes } from './limits.ts';
import { pieces } from './pieces.ts';
import { isMarkedSynthetic } from './synthetic-marker.ts';

const chunkBytes = 1 << 20;
const headBytes = 4096;
/** Largest JSON response that is read; sixty years of daily bars are about 3 MB. */
const maxJsonBytes = 64 * 1024 * 1024;

export interface ReadOptions {
  readonly now: Date;
  /** IANA time zone of the exchange for files that name none. */
  readonly timeZone: string;
  /** What the closes of CSV files are. @default found in each file */
  readonly closes?: CloseKind | undefined;
}

/**
 * Reads and parses one file of text, packed with gzip or not, in bounded memory: what is wrong with it is in the
 * result.
 */
export function readTextFile(path: string, options: ReadOptions): PriceFile {
  const hash = createHash('sha256');
  const file = { uri: resolve(path), synthetic: isMarkedSynthetic(path) };
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    const { size, mtime } = fstatSync(descriptor);
    const parsed = parseFile(path, size, mtime, hashed(chunksOf(descriptor, size), hash), options);
    return { ...file, contentHash: hash.digest('hex'), parsed };
  } catch (error) {
    const parsed = refusedFile('FILE_UNREADABLE', `the file cannot be read: ${messageOf(error)}`, '');
    return { ...file, contentHash: '', parsed };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/**
 * Parses the content of a file.
 *
 * @param size - bytes of it
 * @param mtime - when it was written
 */
export function parseFile(
  path: string,
  size: number,
  mtime: Date,
  chunks: Iterator<Buffer>,
  options: ReadOptions,
  isPacked = true,
): ParsedPrices {
  const { now, timeZone, closes } = options;
  const first = chunks.next();
  if (first.done === true) return refusedFile('FILE_EMPTY', 'the file is empty', '');
  if (isGzip(first.value) && isPacked) {
    if (size > maxUnpackedBytes)
      return refusedFile('FILE_TOO_LARGE', `the file has ${size} bytes, more than ${maxUnpackedBytes}`, '');
    const unpacked = gunzip(Buffer.concat([...rejoined(first.value, chunks)]), maxUnpackedBytes);
    if ('code' in unpacked) return refusedFile(unpacked.code, unpacked.what, '');
    const { bytes } = unpacked;
    return parseFile(unpackedName(path), bytes.length, mtime, pieces(bytes), options, false);
  }
  const head = first.value.subarray(0, headBytes);
  const kind = textKind(head);
  if (kind === 'utf-16') return refusedFile('FILE_ENCODING', 'the file is UTF-16 text', '');
  if (kind === 'binary') return refusedFile('FILE_BINARY', 'the file is not text', '');
  // A name that is not a symbol is not a fault where the content names one.
  const symbol = symbolOfFile(path) ?? '';
  const all = rejoined(first.value, chunks);
  if (/^\ufeff?\s*[{[]/.test(head.toString('utf8'))) {
    if (size > maxJsonBytes) {
      return refusedFile('FILE_TOO_LARGE', `the JSON has ${size} bytes, more than ${maxJsonBytes}`, symbol);
    }
    return parseYahooChart(Buffer.concat([...all]), { symbol, now });
  }
  const { today } = sessionState(now, timeZone);
  const open = firstOpenDay(now, mtime, timeZone);
  return parsePriceCsv(all, { symbol, today, firstOpenDay: open, fromStooq: isStooqName(path), closes });
}

/**
 * First day whose session was not over when the file was written: by the file's own time where that is earlier on the
 * same day as now, because a file saved at noon holds a live bar even when it is loaded in the evening.
 */
function firstOpenDay(now: Date, mtime: Date, timeZone: string): number {
  const present = sessionState(now, timeZone);
  if (mtime >= now) return present.firstOpenDay;
  const written = sessionState(mtime, timeZone);
  return written.today === present.today ? Math.min(written.firstOpenDay, present.firstOpenDay) : present.firstOpenDay;
}

/** What is left of a file that cannot be read. */
export function refusedFile(code: ProblemCode, what: string, symbol: string): ParsedPrices {
  const rejected = [{ code, line: 0, symbol, isRow: false, what, payload: '' }];
  const dropped = noDrops();
  return {
    source: 'yahoo',
    closes: 'split',
    hasAdjusted: true,
    rows: new PriceRows(),
    actions: [],
    rejected,
    remarks: [],
    dropped,
    rowsRead: 0,
  };
}

/** The file in pieces, which are no larger than it is: most files are small. */
function* chunksOf(descriptor: number, size: number): Generator<Buffer> {
  for (;;) {
    const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, size + 1));
    const length = readSync(descriptor, chunk);
    if (length === 0) return;
    yield chunk.subarray(0, length);
  }
}

function* hashed(chunks: Iterable<Buffer>, hash: ReturnType<typeof createHash>): Generator<Buffer> {
  for (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

function* rejoined(first: Buffer, rest: Iterator<Buffer>): Generator<Buffer> {
  yield first;
  for (let next = rest.next(); next.done !== true; next = rest.next()) yield next.value;
}
