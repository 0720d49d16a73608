import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';
import { messageOf } from '../../errors.ts';
import type { PackedFault } from './packed-fault.ts';

/** Whether bytes begin as a zip archive with a file does. */
export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
}

/** A file of an archive. */
export interface ZipEntry {
  /** Its name in the archive, without `.`, `..` and empty parts. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** A fault of an archive, or of the one file of it that is named. */
export type ZipFault = PackedFault & { readonly name?: string };

export interface UnzipOptions {
  /** Whether a file is unpacked, by its name. */
  readonly isWanted: (name: string) => boolean;
  /** Most bytes that are unpacked of one file. */
  readonly maxEntryBytes: number;
  /** Most files of the archive. @default no limit */
  readonly maxEntries?: number;
}

interface OpenEntry {
  readonly name: string;
  pieces: Uint8Array[];
  size: number;
}

/** Bytes of the record that ends an archive, its mark, and the longest comment that may follow. */
const endBytes = 22;
const endMark = Buffer.from([0x50, 0x4b, 5, 6]);
const longestComment = 0xffff;
/** What stands for a number of files that only the larger records of ZIP64 hold. */
const manyFiles = 0xffff;

/** Bytes at the end of an archive among which its last record is. */
export const zipTailBytes = endBytes + longestComment;

/** Number of files that the end of an archive states; undefined where it has no end, because it was cut off. */
export function entriesStated(tail: Uint8Array): number | undefined {
  const last = Buffer.from(tail.buffer, tail.byteOffset, tail.byteLength).subarray(-zipTailBytes);
  const at = last.lastIndexOf(endMark);
  return at === -1 || at + endBytes > last.length ? undefined : last.readUInt16LE(at + 10);
}

/**
 * The wanted files of a zip archive, each when it is unpacked, so that one file at a time is in memory. Sizes stated by
 * an archive are not trusted: a file is abandoned as soon as it yields more than the limit. The first fault of
 * the archive itself (damaged, encrypted) is the last that is returned.
 *
 * @param pieces - the bytes of the archive
 * @param stated - files that its end states, {@link entriesStated}
 */
export function* unzipEach(
  pieces: Iterable<Uint8Array>,
  stated: number | undefined,
  { isWanted, maxEntryBytes, maxEntries = Infinity }: UnzipOptions,
): Generator<ZipEntry | ZipFault> {
  if (stated === undefined) {
    yield damaged('its list of files is missing');
    return;
  }
  const open = new Set<OpenEntry>();
  const ready: (ZipEntry | ZipFault)[] = [];
  let seen = 0;
  const begin = (file: UnzipFile): void => {
    seen++;
    const name = plainName(file.name);
    if (seen > maxEntries || !isWanted(name)) return;
    const entry: OpenEntry = { name, pieces: [], size: 0 };
    open.add(entry);
    file.ondata = (error, piece, final) => {
      // fflate passes on an error of reading, and nothing of what comes after it.
      if (error !== null) throw error;
      entry.size += piece.length;
      if (entry.size > maxEntryBytes) entry.pieces = [];
      else entry.pieces.push(piece);
      if (!final) return;
      open.delete(entry);
      ready.push(finished(entry, maxEntryBytes));
    };
    file.start();
  };
  const unzipper = new Unzip(begin);
  unzipper.register(UnzipInflate);
  try {
    for (const piece of pieces) {
      unzipper.push(piece);
      if (seen > maxEntries) {
        yield { code: 'FILE_TOO_LARGE', what: `the zip archive holds more than ${maxEntries} files` };
        return;
      }
      yield* ready.splice(0);
    }
    unzipper.push(new Uint8Array(), true);
  } catch (thrown) {
    yield { code: 'FILE_BINARY', what: `the zip archive is damaged or encrypted: ${messageOf(thrown)}` };
    return;
  }
  const [cut] = open;
  if (cut !== undefined) yield damaged(`${cut.name} is cut off`);
  else if (stated !== manyFiles && stated !== seen) yield damaged('its list of files is of other files');
}

function finished({ name, pieces, size }: OpenEntry, limit: number): ZipEntry | ZipFault {
  if (size <= limit) return { name, bytes: Buffer.concat(pieces) };
  return { code: 'FILE_TOO_LARGE', name, what: `the file of the zip archive holds more than ${limit} bytes` };
}

function damaged(what: string): ZipFault {
  return { code: 'FILE_BINARY', what: `the zip archive is damaged: ${what}` };
}

function plainName(name: string): string {
  return name
    .split(/[/\\]/)
    .filter((part) => !['', '.', '..'].includes(part))
    .join('/');
}
