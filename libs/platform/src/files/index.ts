export * from './find-files.ts';
export * from './read-plain-file.ts';
export * from './read-files.ts';
export { fileThatHolds } from './packed/file-that-holds.ts';
export { gunzip, isGzip } from './packed/gunzip.ts';
export type { PackedFault } from './packed/packed-fault.ts';
export { isPackedOr, isVisible, unpackedName } from './packed/packed-names.ts';
export { type PlainFile, readOnePacked } from './packed/read-packed.ts';
export { entriesStated, isZip, unzipEach, type ZipEntry } from './packed/unzip-each.ts';
