import { findSomeFiles, hasExtension, type PathProblem } from './find-files.ts';
import { isPackedOr } from './packed/packed-names.ts';
import { filesIn, type PlainFile, readPacked } from './packed/read-packed.ts';

export interface ReadFilesOptions {
  /** In lower case, e.g. `.json`; the case in the names does not count. */
  readonly extensions: readonly string[];
  /** Largest file that is read; of a packed one, most bytes that are unpacked of each file in it. */
  readonly maxBytes: number;
  /** Called for each path or file that is not read. */
  readonly onProblem: (problem: PathProblem) => void;
}

/**
 * The files that paths lead to, each read when it is reached, so that one file at a time is in memory; of a file packed with
 * gzip and of a zip archive, what they hold. A file that cannot be read is reported, and the others are read.
 *
 * @returns how many files there are, those of an archive with all that it holds, and the files
 * @throws PATH_UNREADABLE, PATH_EMPTY, PATH_DANGLING, PATH_NOT_A_FILE as a usage error when no path leads to a file
 */
export function readFiles(
  paths: readonly string[],
  { extensions, maxBytes, onProblem }: ReadFilesOptions,
): { readonly total: number; readonly files: Iterable<PlainFile> } {
  const { files, problems } = findSomeFiles(paths, extensions, isPackedOr(extensions));
  problems.forEach(onProblem);
  const total = files.reduce((sum, path) => sum + filesIn(path), 0);
  return { total, files: readEach(files, { extensions, maxBytes, onProblem }) };
}

function* readEach(
  paths: readonly string[],
  { extensions, maxBytes, onProblem }: ReadFilesOptions,
): Generator<PlainFile> {
  for (const path of paths) {
    for (const file of readPacked(path, maxBytes, hasExtension(extensions))) {
      if ('bytes' in file) yield file;
      else onProblem(file);
    }
  }
}
