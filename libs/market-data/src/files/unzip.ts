import { Unzip, UnzipInflate } from 'fflate';
import { messageOf } from '@fm/platform';
import { maxUnpackedBytes } from './gunzip.ts';

/** Most files of one archive. */
const mostEntries = 20_000;
const pieceBytes = 1 << 16;

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

/** The wanted files of an archive, or why it cannot be read. */
export type Unzipped =
  | { readonly entries: readonly ZipEntry[] }
  | { readonly code: 'FILE_TOO_LARGE' | 'FILE_BINARY'; readonly what: string };

/** Bytes of the record that ends an archive, its mark, and the longest comment that may follow. */
const endBytes = 22;
const endMark = Buffer.from([0x50, 0x4b, 5, 6]);
const longestComment = 0xffff;
/** What stands for a number of files that only the larger records of ZIP64 hold. */
const manyFiles = 0xffff;

class TooLarge extends Error {}

/**
 * Unpacks the wanted files of a zip archive in memory. What an archive says of sizes is not believed: unpacking ends as soon
 * as more than the limit came out of it. An archive that is damaged, encrypted, or holds too much, is refused.
 *
 * @param limit - most bytes that are unpacked. @default {@link maxUnpackedBytes}
 */
export function unzip(archive: Uint8Array, isWanted: (name: string) => boolean, limit = maxUnpackedBytes): Unzipped {
  const found: { readonly name: string; readonly pieces: Uint8Array[]; done: boolean }[] = [];
  const budget = { bytes: limit, entries: mostEntries };
  const unzipper = new Unzip((file) => {
    if (--budget.entries < 0) throw new TooLarge(`the zip archive holds more than ${mostEntries} files`);
    const name = plainName(file.name);
    if (!isWanted(name)) return;
    const entry = { name, pieces: [] as Uint8Array[], done: false };
    found.push(entry);
    file.ondata = (error, piece, final) => {
      // fflate hands on an error of reading, and of what comes after it nothing.
      if (error !== null) throw error;
      budget.bytes -= piece.length;
      if (budget.bytes < 0) throw new TooLarge(`the zip archive holds more than ${limit} bytes`);
      entry.pieces.push(piece);
      entry.done = final;
    };
    file.start();
  });
  unzipper.register(UnzipInflate);
  try {
    for (let at = 0; at < archive.length; at += pieceBytes) {
      unzipper.push(archive.subarray(at, at + pieceBytes), at + pieceBytes >= archive.length);
    }
  } catch (thrown) {
    if (thrown instanceof TooLarge) return { code: 'FILE_TOO_LARGE', what: thrown.message };
    return { code: 'FILE_BINARY', what: `the zip archive is damaged or encrypted: ${messageOf(thrown)}` };
  }
  const said = entriesSaid(archive);
  const seen = mostEntries - budget.entries;
  if (said === undefined || (said !== manyFiles && said !== seen))
    return {
      code: 'FILE_BINARY',
      what: `the zip archive is damaged: its list of files is ${said === undefined ? 'missing' : 'of other files'}`,
    };
  const cut = found.find(({ done }) => !done);
  if (cut !== undefined) return { code: 'FILE_BINARY', what: `the zip archive is damaged: ${cut.name} is cut off` };
  return { entries: found.map(({ name, pieces }) => ({ name, bytes: Buffer.concat(pieces) })) };
}

/** Number of files that the end of an archive states; undefined where it has no end, because it was cut off. */
function entriesSaid(archive: Uint8Array): number | undefined {
  const tail = Buffer.from(archive.subarray(Math.max(0, archive.length - endBytes - longestComment)));
  const at = tail.lastIndexOf(endMark);
  return at === -1 || at + endBytes > tail.length ? undefined : tail.readUInt16LE(at + 10);
}

function plainName(name: string): string {
  return name
    .split(/[/\\]/)
    .filter((part) => !['', '.', '..'].includes(part))
    .join('/');
}
