export * from './find-files.ts';
export * from './read-plain-file.ts';
export * from './read-files.ts';
