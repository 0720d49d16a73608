import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { FmError } from '@fm/platform';
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
  readonly onFile?: (file: LoadedSearch) => void;
}

/**
 * Loads search responses that are already there. A file that cannot be read goes to quarantine, and the others go on.
 *
 * @returns one summary per file, in order of path
 * @throws SEARCH_SYMBOL_MISSING when a bare response is given without a symbol
 */
export async function ingestArticles(deps: LoadDeps, request: IngestArticlesRequest): Promise<LoadedSearch[]> {
  const collectedAt = request.collectedAt ?? deps.clock.now();
  const files: LoadedSearch[] = [];
  for (const path of request.paths.flatMap(jsonFiles)) {
    const file = await ingestFile(deps, path, { symbol: request.symbol, collectedAt });
    request.onFile?.(file);
    files.push(file);
  }
  return files;
}

async function ingestFile(
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

function jsonFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(path, name));
}
