import { FmError } from '@fm/platform';
import { momentOf } from '@fm/platform/time';
import type { ObjectStore } from '@fm/object-store';
import { notASearchResponse, objectUnlabelled } from '../errors.ts';
import { loadSearches, type LoadDeps, type LoadedSearch } from './load-search.ts';
import { quarantineText } from './quarantine-text.ts';

/** Everything loading a raw object needs. */
export interface LoadObjectDeps extends LoadDeps {
  readonly store: ObjectStore;
}

/**
 * Loads a raw response that {@link collectArticles} stored. The same object again changes nothing.
 *
 * @returns its outcome, or undefined if the object no longer exists
 * @throws SEARCH_OBJECT_UNLABELLED when another program wrote the object
 */
export async function loadArticleObject(deps: LoadObjectDeps, key: string): Promise<LoadedSearch | undefined> {
  const object = await deps.store.get(key);
  if (object === undefined) return undefined;
  const { hash, body, metadata } = object;
  const symbol = metadata['symbol'];
  const collectedAt = momentOf(metadata['collected-at']);
  if (symbol === undefined || symbol === '') throw objectUnlabelled(key, 'symbol');
  if (collectedAt === undefined) throw objectUnlabelled(key, 'collected-at');
  const origin = { uri: key, hash };
  try {
    const response = responseOf(body, key);
    return await loadSearches(deps, origin, [{ symbol, collectedAt, response, synthetic: false, location: '' }]);
  } catch (error) {
    if (!(error instanceof FmError) || error.code !== 'SEARCH_NOT_A_RESPONSE') throw error;
    return quarantineText(deps.warehouse, origin, body.toString('utf8'), error);
  }
}

function responseOf(body: Buffer, key: string): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw notASearchResponse(key, 'the object is not JSON');
  }
}
