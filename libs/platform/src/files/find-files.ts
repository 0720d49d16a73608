import { type Dirent, lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import { join } from 'node:path';
import { FmError, messageOf } from '../errors.ts';

type PathCode = 'PATH_UNREADABLE' | 'PATH_EMPTY' | 'PATH_DANGLING' | 'PATH_NOT_A_FILE';

/** Why a file at a path was not read. */
export interface PathProblem {
  readonly code: PathCode | 'FILE_UNREADABLE' | 'FILE_TOO_LARGE';
  readonly path: string;
  /** What happened, as a sentence without a full stop. */
  readonly what: string;
  readonly remedy: string;
}

/** Files to read, and what was wrong with other paths. */
export interface FoundFiles {
  readonly files: readonly string[];
  readonly problems: readonly PathProblem[];
}

/**
 * The files that paths lead to: a file itself, and of a folder the files below it that are wanted, sorted, hidden ones
 * left out. Links are followed, and each folder is entered once, so that a link back to a folder above it does no harm.
 * What is not a plain file (a pipe, a device, a socket) is never opened: it might never end.
 *
 * @param isWanted - whether a file of a folder is read, by its name
 */
export function findFiles(paths: readonly string[], isWanted: (name: string) => boolean): FoundFiles {
  const problems: PathProblem[] = [];
  const files = new Set<string>();
  for (const path of paths) {
    const walk = new Walk(isWanted, problems);
    for (const file of walk.from(path)) files.add(file);
  }
  return { files: [...files], problems };
}

/**
 * The same for a caller that can do nothing without a file.
 *
 * @param extensions - in lower case, e.g. `.json`; the case in the names does not count
 * @param isWanted - whether a file of a folder is read, by its name. @default whether it has one of the extensions
 * @throws the first problem as a usage error (PATH_UNREADABLE, PATH_EMPTY, PATH_DANGLING, PATH_NOT_A_FILE) when there is no file
 */
export function findSomeFiles(
  paths: readonly string[],
  extensions: readonly string[],
  isWanted = hasExtension(extensions),
): FoundFiles {
  const found = findFiles(paths, isWanted);
  const [first] = found.problems;
  if (found.files.length > 0 || first === undefined) return found;
  throw new FmError(first.code, {
    what: first.what,
    where: first.path,
    remedy: `Give ${extensions.join(' or ')} files, or folders that hold them.`,
    kind: 'usage',
  });
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

/** Whether a name ends in one of the extensions, in upper or lower case. */
export function hasExtension(extensions: readonly string[]): (name: string) => boolean {
  return (name) => extensions.some((extension) => name.toLowerCase().endsWith(extension));
}

/** Largest depth of folders that is entered; no real tree of files is deeper. */
const deepest = 64;

class Walk {
  readonly #isWanted: (name: string) => boolean;
  readonly #problems: PathProblem[];
  /** Folders that were entered, by device and number. */
  readonly #entered = new Set<string>();

  constructor(isWanted: (name: string) => boolean, problems: PathProblem[]) {
    this.#isWanted = isWanted;
    this.#problems = problems;
  }

  from(path: string): string[] {
    const stats = this.#stats(path);
    if (stats === undefined) return [];
    if (!stats.isDirectory()) return this.#plain(path, stats);
    const before = this.#problems.length;
    const files = this.#inside(path, stats, 0);
    if (files.length === 0 && this.#problems.length === before) {
      this.#report('PATH_EMPTY', path, 'the folder holds no file that can be read here');
    }
    return files;
  }

  #inside(folder: string, { dev, ino }: Stats, depth: number): string[] {
    const identity = `${dev} ${ino}`;
    if (this.#entered.has(identity) || depth > deepest) return [];
    this.#entered.add(identity);
    return this.#entries(folder).flatMap((entry) => {
      const path = join(folder, entry.name);
      const wanted = this.#isWanted(entry.name);
      if (entry.isFile()) return wanted ? [path] : [];
      if (!entry.isDirectory() && !entry.isSymbolicLink()) return wanted ? this.#plain(path) : [];
      const stats = this.#stats(path, wanted);
      if (stats === undefined) return [];
      if (stats.isDirectory()) return this.#inside(path, stats, depth + 1);
      return wanted ? this.#plain(path, stats) : [];
    });
  }

  #entries(folder: string): Dirent[] {
    try {
      return readdirSync(folder, { withFileTypes: true })
        .filter((entry) => !entry.name.startsWith('.'))
        .sort((a, b) => (a.name < b.name ? -1 : 1));
    } catch (thrown) {
      this.#report('PATH_UNREADABLE', folder, `the folder cannot be read: ${messageOf(thrown)}`);
      return [];
    }
  }

  #plain(path: string, stats = this.#stats(path)): string[] {
    if (stats?.isFile() === true) return [path];
    if (stats !== undefined) this.#report('PATH_NOT_A_FILE', path, `the path is ${kindOf(stats)}, not a file`);
    return [];
  }

  /** What a path leads to, links followed; undefined if it leads nowhere, which is reported if it is wanted. */
  #stats(path: string, isWanted = true): Stats | undefined {
    try {
      return statSync(path);
    } catch (thrown) {
      const { code } = thrown as NodeJS.ErrnoException;
      if (isWanted && (code === 'ENOENT' || code === 'ELOOP') && isLink(path)) {
        this.#report('PATH_DANGLING', path, 'the link is broken');
      } else if (isWanted) this.#report('PATH_UNREADABLE', path, `the path cannot be read: ${messageOf(thrown)}`);
      return undefined;
    }
  }

  #report(code: PathCode, path: string, what: string): void {
    this.#problems.push({ code, path, what, remedy: remedies[code] });
  }
}

const remedies: Readonly<Record<PathCode, string>> = {
  PATH_UNREADABLE: 'Check that the path exists and that you may read it.',
  PATH_EMPTY: 'Give the folder with the files, or the files themselves.',
  PATH_DANGLING: 'Remove the link, or restore its target.',
  PATH_NOT_A_FILE: 'Save its output to a file first.',
};

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

function kindOf(stats: Stats): string {
  if (stats.isFIFO()) return 'a pipe';
  if (stats.isSocket()) return 'a socket';
  return 'a device';
}
