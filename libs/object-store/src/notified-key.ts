import type { ObjectStore } from './contract.ts';

/**
 * The key, within a store, of an object that a notification names by bucket and full key.
 *
 * @returns the key, or undefined when the object lies outside the store
 */
export function notifiedKey(store: ObjectStore, bucket: string, fullKey: string): string | undefined {
  const address = new URL(store.url);
  if (address.protocol !== 's3:') return fullKey;
  const prefix = address.pathname.replace(/^\/+|\/+$/g, '');
  const base = prefix === '' ? '' : `${prefix}/`;
  return address.hostname === bucket && fullKey.startsWith(base) ? fullKey.slice(base.length) : undefined;
}
