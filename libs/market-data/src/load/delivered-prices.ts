import { type DeliveredRows, type Delivery, pricesTable } from '@fm/warehouse';
import type { PriceFile } from '../model/price-file.ts';
import { wellFormed } from '../model/text.ts';

/** A file as the log of deliveries names it. */
export function deliveryOf({ uri, contentHash, parsed }: PriceFile): Delivery {
  return { source: parsed.source, uri: wellFormed(uri), contentHash };
}

/**
 * Which rows of a symbol a file brings: those that are written, and those that were there already.
 *
 * @param rows - rows of the symbol that were compared
 * @param written - how many of them are written, with `version`
 */
export function deliveredPrices(
  delivery: Delivery,
  symbol: string,
  rows: number,
  written: number,
  version: number,
): DeliveredRows[] {
  const own = { delivery, target: pricesTable.name, part: symbol };
  return [
    ...(written === 0 ? [] : [{ ...own, rowsVersion: BigInt(version), rows: written }]),
    ...(written === rows ? [] : [{ ...own, rowsVersion: 0n, rows: rows - written }]),
  ];
}
