import { hasExtension } from '../find-files.ts';

/** A name without the ending of a file packed with gzip. */
export function unpackedName(name: string): string {
  return name.replace(/\.gz$/i, '');
}

/** Whether a name ends in one of the extensions, also packed with gzip (`.csv.gz`), or is that of a zip archive. */
export function isPackedOr(extensions: readonly string[]): (name: string) => boolean {
  const hasOwn = hasExtension(extensions);
  return (name) => hasOwn(unpackedName(name)) || name.toLowerCase().endsWith('.zip');
}

/** Hidden files, and what macOS puts beside every file, are not what somebody packed. */
export function isVisible(name: string): boolean {
  return !name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');
}
