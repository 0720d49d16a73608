import { FmError } from '../errors.ts';
import { findSomeFiles, type PathProblem } from './find-files.ts';
import { readPlainFile } from './read-plain-file.ts';

/** A file with its bytes. */
export interface PlainFile {
  readonly path: string;
  readonly bytes: Buffer;
}

export interface ReadFilesOptions {
  /** In lower case, e.g. `.json`; the case in the names does not count. */
  readonly extensions: readonly string[];
  /** Largest file that is read. */
  readonly maxBytes: number;
  /** Called for each path or file that is not read. */
  readonly onProblem: (problem: PathProblem) => void;
}

/**
 * The files that paths lead to, each read when it is reached, so that one file at a time is in memory. A file that cannot
 * be read is reported, and the others are read.
 *
 * @returns how many files there are, and the files
 * @throws PATH_UNREADABLE, PATH_EMPTY, PATH_DANGLING, PATH_NOT_A_FILE as a wrong use when no path leads to a file
 */
export function readFiles(
  paths: readonly string[],
  { extensions, maxBytes, onProblem }: ReadFilesOptions,
): { readonly total: number; readonly files: Iterable<PlainFile> } {
  const { files, problems } = findSomeFiles(paths, extensions);
  problems.forEach(onProblem);
  return { total: files.length, files: readEach(files, maxBytes, onProblem) };
}

/** A problem as one line of text. */
export function textOfProblem({
  code,
  what,
  path,
  remedy,
}: Omit<PathProblem, 'code'> & { readonly code: string }): string {
  return `${code}: ${what} (${path}). ${remedy}`;
}

function* readEach(
  files: readonly string[],
  maxBytes: number,
  onProblem: (problem: PathProblem) => void,
): Generator<PlainFile> {
  for (const path of files) {
    const bytes = bytesOf(path, maxBytes, onProblem);
    if (bytes !== undefined) yield { path, bytes };
  }
}

function bytesOf(path: string, maxBytes: number, onProblem: (problem: PathProblem) => void): Buffer | undefined {
  try {
    return readPlainFile(path, maxBytes);
  } catch (thrown) {
    if (!(thrown instanceof FmError)) throw thrown;
    const { what, remedy } = thrown;
    onProblem({ code: thrown.code === 'FILE_TOO_LARGE' ? 'FILE_TOO_LARGE' : 'FILE_UNREADABLE', path, what, remedy });
    return undefined;
  }
}
