import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FmError, messageOf } from './errors.ts';

/**
 * The files that paths lead to: a file itself, and of a folder the files below it with one of the extensions, hidden ones
 * left out, sorted.
 *
 * @param extensions - in lower case, e.g. `.json`; the case in the names does not count
 * @throws PATH_UNREADABLE, PATH_EMPTY for a folder without such a file; both are wrong use
 */
export function filesUnder(paths: readonly string[], extensions: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const found = filesAt(path, extensions);
    if (found.length === 0) throw emptyFolder(path, extensions);
    return found;
  });
}

function filesAt(path: string, extensions: readonly string[]): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((name) => extensions.some((extension) => name.toLowerCase().endsWith(extension)))
      .filter((name) => !name.split(/[\\/]/).some((part) => part.startsWith('.')))
      .sort()
      .map((name) => join(path, name));
  } catch (thrown) {
    throw new FmError('PATH_UNREADABLE', {
      what: `the path cannot be read: ${messageOf(thrown)}`,
      where: path,
      remedy: `Give ${extensions.join(' or ')} files, or folders that hold them.`,
      kind: 'usage',
    });
  }
}

function emptyFolder(path: string, extensions: readonly string[]): FmError {
  return new FmError('PATH_EMPTY', {
    what: `the folder holds no ${extensions.join(' or ')} file`,
    where: path,
    remedy: 'Give the folder with the files, or the files themselves.',
    kind: 'usage',
  });
}
