import { closeSync, fstatSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { FmError } from '../../errors.ts';
import { hasExtension } from '../find-files.ts';
import { fileTooLarge, openPlainFile, readWhole } from '../read-plain-file.ts';
import { gunzip, isGzip } from './gunzip.ts';
import type { PackedFault } from './packed-fault.ts';
import { isVisible, unpackedName } from './packed-names.ts';
import { entriesStated, isZip, unzipEach, zipTailBytes } from './unzip-each.ts';

/** A file with its bytes; one of a packed file comes with the bytes that were packed. */
export interface PlainFile {
  /** Where it is; a file of an archive follows the archive, `prices.zip/AAPL.csv`. */
  readonly path: string;
  /** Its name without folders and without the `.gz` of a packed file. */
  readonly name: string;
  readonly bytes: Buffer;
}

/** Why a file, or a file of an archive, cannot be read. */
export interface UnreadFile {
  readonly code: 'FILE_UNREADABLE' | 'FILE_TOO_LARGE';
  readonly path: string;
  /** What happened, as a sentence without a full stop. */
  readonly what: string;
  readonly remedy: string;
}

const pieceBytes = 1 << 16;
const remedies: Readonly<Record<PackedFault['code'], string>> = {
  FILE_TOO_LARGE: 'Unpack it and split it, or check that it is what you meant to give.',
  FILE_BINARY: 'Get the file again, or unpack it yourself and give what it holds.',
};

/**
 * The file at a path, or what it holds where it is packed with gzip or zip, by its first bytes and not its name. Files of an
 * archive come one at a time, those with a wanted name only, and of each at most `maxBytes` are unpacked; hidden ones and
 * what macOS puts beside every file are left out.
 *
 * @param isWanted - whether a file of an archive is read, by its name without `.gz`
 */
export function* readPacked(
  path: string,
  maxBytes: number,
  isWanted: (name: string) => boolean,
): Generator<PlainFile | UnreadFile> {
  let descriptor: number | undefined;
  try {
    descriptor = openPlainFile(path);
    const { size } = fstatSync(descriptor);
    if (isZip(bytesAt(descriptor, 0, 4))) yield* filesOfArchive(path, descriptor, maxBytes, isWanted);
    else if (size > maxBytes) throw fileTooLarge(path, size, maxBytes);
    else yield gunzipped(path, readWhole(descriptor, size), maxBytes);
  } catch (thrown) {
    if (!(thrown instanceof FmError)) throw thrown;
    const code = thrown.code === 'FILE_TOO_LARGE' ? 'FILE_TOO_LARGE' : 'FILE_UNREADABLE';
    yield { code, path, what: thrown.what, remedy: thrown.remedy };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/**
 * The one file at a path, or the one that it holds where it is packed.
 *
 * @param extensions - of the wanted file of an archive
 * @throws FILE_UNREADABLE, FILE_TOO_LARGE, ARCHIVE_OF_SEVERAL
 */
export function readOnePacked(path: string, maxBytes: number, extensions: readonly string[]): PlainFile {
  let first: PlainFile | undefined;
  for (const file of readPacked(path, maxBytes, hasExtension(extensions))) {
    if (!('bytes' in file)) throw new FmError(file.code, { what: file.what, where: file.path, remedy: file.remedy });
    if (first !== undefined)
      throw new FmError('ARCHIVE_OF_SEVERAL', {
        what: `the archive holds several files, such as ${first.name} and ${file.name}`,
        where: path,
        remedy: 'Unpack it and give one of them.',
      });
    first = file;
  }
  if (first === undefined) throw new Error(`${path} was read as no file`);
  return first;
}

/** How many files are at a path: those that the end of an archive states, else one. */
export function filesIn(path: string): number {
  let descriptor: number | undefined;
  try {
    descriptor = openPlainFile(path);
    if (!isZip(bytesAt(descriptor, 0, 4))) return 1;
    return Math.max(1, entriesStated(tailOf(descriptor)) ?? 1);
  } catch (thrown) {
    if (!(thrown instanceof FmError)) throw thrown;
    return 1;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function* filesOfArchive(
  path: string,
  descriptor: number,
  maxBytes: number,
  isWanted: (name: string) => boolean,
): Generator<PlainFile | UnreadFile> {
  const options = {
    isWanted: (name: string) => isVisible(name) && isWanted(unpackedName(name)),
    maxEntryBytes: maxBytes,
  };
  let found = 0;
  for (const entry of unzipEach(piecesOf(descriptor), entriesStated(tailOf(descriptor)), options)) {
    found++;
    if ('bytes' in entry) yield gunzipped(`${path}/${entry.name}`, entry.bytes, maxBytes);
    else yield unread(entry, entry.name === undefined ? path : `${path}/${entry.name}`);
  }
  if (found === 0)
    yield {
      ...{ code: 'FILE_UNREADABLE', path, what: 'the zip archive holds no file that can be read here' },
      remedy: 'Give an archive of the files that the command reads.',
    };
}

function gunzipped(path: string, bytes: Buffer, maxBytes: number): PlainFile | UnreadFile {
  const name = basename(path);
  if (!isGzip(bytes)) return { path, name, bytes };
  const unpacked = gunzip(bytes, maxBytes);
  if ('code' in unpacked) return unread(unpacked, path);
  return { path, name: unpackedName(name), bytes: unpacked.bytes };
}

function unread({ code, what }: PackedFault, path: string): UnreadFile {
  return { code: code === 'FILE_TOO_LARGE' ? code : 'FILE_UNREADABLE', path, what, remedy: remedies[code] };
}

function tailOf(descriptor: number): Buffer {
  return bytesAt(descriptor, Math.max(0, fstatSync(descriptor).size - zipTailBytes), zipTailBytes);
}

function* piecesOf(descriptor: number): Generator<Buffer> {
  for (let at = 0; ;) {
    const piece = bytesAt(descriptor, at, pieceBytes);
    if (piece.length === 0) return;
    at += piece.length;
    yield piece;
  }
}

function bytesAt(descriptor: number, position: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, length, position));
}
