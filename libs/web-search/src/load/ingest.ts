import { readFileSync } from 'node:fs';
import { filesUnder, FmError } from '@fm/platform';
import { sha256 } from '../article/article.ts';
import { loadSearches, type LoadDeps, type LoadedSearch } from './load-search.ts';
import { quarantineText } from './quarantine-text.ts';
import { deliveriesOf } from './search-file.ts';

/** Which files to load. */
export interface IngestArticlesRequest {
  /** Files, and folders whose `.json` files are taken, deeply. */
  readonly paths: readonly string[];
  /** What the articles of bare responses are about. */
  readonly symbol?: string;
  /** When bare responses were collected. @default now: what was not known before is not known before */
  readonly collectedAt?: Date;
  /** Told of each file when it is done. */
  readonly onFile?: (file: LoadedSearch, done: number, total: number) => void;
}

/**
 * Loads search responses that are already there. A file that cannot be read goes to quarantine, and the others go on.
 *
 * @returns one summary per file, in order of path
 * @throws PATH_UNREADABLE, PATH_EMPTY; SEARCH_SYMBOL_MISSING when a bare response is given without a symbol
 */
export async function ingestArticles(deps: LoadDeps, request: IngestArticlesRequest): Promise<LoadedSearch[]> {
  const collectedAt = request.collectedAt ?? deps.clock.now();
  const files: LoadedSearch[] = [];
  const paths = filesUnder(request.paths, ['.json']);
  for (const [at, path] of paths.entries()) {
    const file = await ingestFile(deps, path, { symbol: request.symbol, collectedAt });
    request.onFile?.(file, at + 1, paths.length);
    files.push(file);
  }
  return files;
}

/** Loads one file. */
export async function ingestFile(
  deps: LoadDeps,
  uri: string,
  context: { readonly symbol: string | undefined; readonly collectedAt: Date },
): Promise<LoadedSearch> {
  const text = readFileSync(uri, 'utf8');
  try {
    return await loadSearches(deps, { uri, hash: sha256(text) }, deliveriesOf(text, { uri, ...context }));
  } catch (error) {
    if (!(error instanceof FmError) || error.code !== 'SEARCH_NOT_A_RESPONSE') throw error;
    return quarantineText(deps.warehouse, { uri, hash: sha256(text) }, text, error);
  }
}
