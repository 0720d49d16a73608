import { entriesStated, type PackedFault, unzipEach, type ZipEntry } from '@fm/platform/packed';
import { maxUnpackedBytes } from './limits.ts';
import { pieces } from './pieces.ts';

/** Most files of one archive. */
const maxEntries = 20_000;

/** The wanted files of an archive, or why it cannot be read. */
export type Unzipped = { readonly entries: readonly ZipEntry[] } | PackedFault;

/**
 * Unpacks the wanted files of a zip archive in memory. An archive that is damaged, encrypted, or holds too much, is refused
 * as a whole.
 *
 * @param limit - most bytes that are unpacked. @default {@link maxUnpackedBytes}
 */
export function unzip(archive: Buffer, isWanted: (name: string) => boolean, limit = maxUnpackedBytes): Unzipped {
  const entries: ZipEntry[] = [];
  let bytes = 0;
  for (const entry of unzipEach(pieces(archive), entriesStated(archive), {
    isWanted,
    maxEntryBytes: limit,
    maxEntries,
  })) {
    if ('code' in entry) return { code: entry.code, what: entry.what };
    bytes += entry.bytes.length;
    if (bytes > limit) return { code: 'FILE_TOO_LARGE', what: `the zip archive holds more than ${limit} bytes` };
    entries.push(entry);
  }
  return { entries };
}
