export { readFiles } from '../read-files.ts';
export { gunzip, isGzip } from './gunzip.ts';
export type { PackedFault } from './packed-fault.ts';
export { type PlainFile, readOnePacked } from './read-packed.ts';
export { entriesStated, isZip, unzipEach, type ZipEntry } from './unzip-each.ts';
