import type { RawResponse } from '@fm/platform/http';
import type { ObjectStore } from './contract.ts';
import { contentHash } from './hash.ts';

/**
 * What a provider's client does with raw responses that are not data (blocks, faults, pages in place of data): it keeps
 * them, as they came, under `refused/FOLDER/DAY/STATUS-HASH`. Data are stored by the collector under a key of their own.
 *
 * @param folder - collector or provider, e.g. `market-data/yahoo`
 * @param accept - media types that are data
 */
export function keepRefused(
  store: ObjectStore,
  folder: string,
  accept: readonly string[],
): (raw: RawResponse) => Promise<void> {
  return async ({ status, headers, body, url, receivedAt }) => {
    const type = headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? '';
    if (status >= 200 && status <= 299 && accept.includes(type)) return;
    const day = receivedAt.toISOString().slice(0, 10);
    const key = `refused/${folder}/${day}/${status}-${contentHash(body).slice(0, 32)}`;
    await store.putIfAbsent(key, body, { url, status: String(status), 'content-type': type });
  };
}
