export * from './find-files.ts';
export * from './read-plain-file.ts';
export { fileThatHolds } from './packed/file-that-holds.ts';
export { isPackedOr, isVisible, unpackedName } from './packed/packed-names.ts';
