import { contentHash, keyPart } from '@fm/object-store';
import { notAPriceObject } from '../errors.ts';
import type { ProviderName } from './provider.ts';

/** What the key of a stored response says. */
export interface PriceObjectName {
  readonly provider: ProviderName;
  readonly symbol: string;
  /** Moment of receipt: the vintage of its rows. */
  readonly receivedAt: Date;
}

const keyPattern = /^market-data\/(yahoo|stooq)\/([^/]+)\/(\d{8})T(\d{9})Z-[0-9a-f]+\.(json|csv)$/;

/**
 * Key under which a response is kept unchanged: `market-data/PROVIDER/SYMBOL/20240308T213000000Z-HASH`. What it takes to
 * read it again is in the key, so that a delivery at any later time reads the same.
 */
export function priceObjectKey(name: PriceObjectName, body: Uint8Array): string {
  const moment = name.receivedAt.toISOString().replace(/[-:.]/g, '');
  const extension = name.provider === 'yahoo' ? 'json' : 'csv';
  const hash = contentHash(body).slice(0, 16);
  return `market-data/${name.provider}/${keyPart(name.symbol)}/${moment}-${hash}.${extension}`;
}

/** Whether a place is that of a stored response. */
export function isPriceObjectKey(place: string): boolean {
  return keyPattern.test(place);
}

/** Reads a key back. @throws PRICE_OBJECT_KEY */
export function readPriceObjectKey(key: string): PriceObjectName {
  const match = keyPattern.exec(key);
  if (match === null) throw notAPriceObject(key);
  const [, provider, symbol, day, time] = match;
  const date = day!.replace(/(\d{4})(\d\d)(\d\d)/, '$1-$2-$3');
  const clock = time!.replace(/(\d\d)(\d\d)(\d\d)(\d{3})/, '$1:$2:$3.$4');
  return { provider: provider as ProviderName, symbol: symbol!, receivedAt: new Date(`${date}T${clock}Z`) };
}
