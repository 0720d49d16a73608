import type { ObjectStore } from '@fm/object-store';
import type { Warehouse } from '@fm/warehouse';
import { noSuchPriceObject } from '../errors.ts';
import type { FileResult } from '../load/file-result.ts';
import { PriceLoader } from '../load/price-loader.ts';
import type { ParsedPrices } from '../model/parsed.ts';
import { priceProviders } from './providers.ts';
import { readPriceObjectKey } from './price-object.ts';

/** The outcome of a stored response. */
export interface LoadedPrices {
  readonly result: FileResult;
  readonly parsed: ParsedPrices;
}

/**
 * Loads a stored response. The moment of receipt in its key is the version of its rows and the "now" of its checks, so
 * that any number of deliveries in any order ends in the same rows.
 *
 * @throws PRICE_OBJECT_KEY, PRICE_OBJECT_GONE; errors of the store and of the warehouse
 */
export async function loadPriceObject(options: {
  readonly warehouse: Warehouse;
  readonly objectStore: ObjectStore;
  readonly key: string;
}): Promise<LoadedPrices> {
  const { warehouse, objectStore, key } = options;
  const { provider, symbol, receivedAt } = readPriceObjectKey(key);
  const object = await objectStore.get(key);
  if (object === undefined) throw noSuchPriceObject(key, objectStore.url);
  const parsed = priceProviders[provider].parse(object.body, symbol, receivedAt);
  const clock = { now: () => receivedAt };
  const loader = new PriceLoader({ warehouse, clock, vintage: receivedAt.getTime() });
  await loader.add({ uri: key, contentHash: object.hash, synthetic: false, parsed });
  await loader.flush();
  return { result: loader.results[0]!, parsed };
}
