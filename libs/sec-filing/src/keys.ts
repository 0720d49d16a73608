import { contentHash, keyPart } from '@fm/object-store';

/** What every key of a document starts with. */
export const documentPrefix = 'sec-filing/';

/** The folders of the collector's documents in the object store. */
export type DocumentFolder = 'company-tickers' | 'submissions' | 'companyfacts' | 'ingested';

/**
 * Key of a document: its name (which says the CIK) and its content, so that the same content is stored once and a new
 * content never replaces an older one.
 */
export function documentKey(folder: DocumentFolder, name: string, body: Uint8Array): string {
  return `${documentPrefix}${folder}/${keyPart(name)}/${contentHash(body).slice(0, 32)}.json`;
}
