import { basename } from 'node:path';
import { FmError, type PathProblem, readPlainFile } from '@fm/platform';
import { type PlainFile, readFiles } from '@fm/platform/packed';
import { sha256 } from '../article/article.ts';
import { loadSearches, type LoadDeps, type LoadedSearch } from './load-search.ts';
import { quarantineText } from './quarantine-text.ts';
import { deliveriesOf } from './search-file.ts';

/** Largest file of responses that is read. */
const maxSearchBytes = 256 * 2 ** 20;

/** Which files to load. */
export interface IngestArticlesRequest {
  /** Files, and folders whose `.json` files are taken, deeply. */
  readonly paths: readonly string[];
  /** What the articles of bare responses are about. */
  readonly symbol?: string;
  /** When bare responses were collected. @default now: what was not known before is not known before */
  readonly collectedAt?: Date;
  /** Called for each path or file that is not read. */
  readonly onProblem?: (problem: PathProblem) => void;
  /** Called with each file when it is done. */
  readonly onFile?: (file: LoadedSearch, done: number, total: number) => void;
}

/**
 * Loads search responses that are already there. A file that cannot be read goes to quarantine, and the others continue.
 *
 * @returns one summary per file, in order of path
 * @throws PATH_UNREADABLE, PATH_EMPTY, PATH_DANGLING, PATH_NOT_A_FILE when no path leads to a file; SEARCH_SYMBOL_MISSING when a bare response is given without a symbol
 */
export async function ingestArticles(deps: LoadDeps, request: IngestArticlesRequest): Promise<LoadedSearch[]> {
  const collectedAt = request.collectedAt ?? deps.clock.now();
  const loaded: LoadedSearch[] = [];
  const { total, files } = readFiles(request.paths, {
    extensions: ['.json'],
    maxBytes: maxSearchBytes,
    onProblem: (problem) => request.onProblem?.(problem),
  });
  for (const file of files) {
    const search = await ingestFile(deps, file, { symbol: request.symbol, collectedAt });
    loaded.push(search);
    request.onFile?.(search, loaded.length, total);
  }
  return loaded;
}

/**
 * Reads one file of responses.
 *
 * @throws FILE_UNREADABLE, FILE_TOO_LARGE
 */
export function readSearchFile(path: string): PlainFile {
  return { path, name: basename(path), bytes: readPlainFile(path, maxSearchBytes) };
}

/** Loads one file. */
export async function ingestFile(
  deps: LoadDeps,
  { path: uri, bytes }: PlainFile,
  context: { readonly symbol: string | undefined; readonly collectedAt: Date },
): Promise<LoadedSearch> {
  const text = bytes.toString('utf8');
  try {
    return await loadSearches(deps, { uri, hash: sha256(text) }, deliveriesOf(text, { uri, ...context }));
  } catch (error) {
    if (!(error instanceof FmError) || error.code !== 'SEARCH_NOT_A_RESPONSE') throw error;
    return quarantineText(deps.warehouse, { uri, hash: sha256(text) }, text, error);
  }
}
