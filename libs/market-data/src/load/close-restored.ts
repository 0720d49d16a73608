import { Quarantine, type QuarantineRow, type Warehouse } from '@fm/warehouse';
import { isoOfDay } from '@fm/platform/time';
import type { PriceFile } from '../model/price-file.ts';
import type { ProblemCode } from '../model/problems.ts';
import { wellFormed } from '../model/text.ts';
import { quarantineSource } from './quarantine.ts';

const code: ProblemCode = 'SPLIT_NOT_APPLIED';

/** A file that was read, and the symbols of which rows were kept aside for a split or as a whole. */
export interface ReadAgain {
  readonly file: PriceFile;
  readonly keptAside: ReadonlySet<string>;
}

/**
 * Closes the open entries of rows that were before a split unknown then, where the same file was read again with the split
 * known and the rows went in. Another file of that name closes only the entries whose days it holds.
 *
 * @returns how many were closed
 */
export async function closeRestored(warehouse: Warehouse, read: readonly ReadAgain[]): Promise<number> {
  const quarantine = new Quarantine(warehouse);
  const byUri = new Map(read.map((one) => [wellFormed(one.file.uri), one]));
  const open = await quarantine.openOf({ source: quarantineSource, code, uris: [...byUri.keys()] });
  const restored = open.filter((entry) => {
    const again = byUri.get(entry.uri);
    return again !== undefined && !again.keptAside.has(entry.symbol) && holdsRowOf(again.file, entry);
  });
  await quarantine.markReplayed(restored);
  return restored.length;
}

/** Whether a file has a row of the symbol and day of an entry, whose payload is a header and a row. */
function holdsRowOf({ parsed: { rows } }: PriceFile, { symbol, payload }: QuarantineRow): boolean {
  const day = payload.split('\n')[1]?.slice(0, 10);
  const index = rows.symbols.indexOf(symbol);
  if (index === -1 || day === undefined) return false;
  for (let row = 0; row < rows.count; row += 1)
    if (rows.symbol[row] === index && isoOfDay(rows.day[row]!) === day) return true;
  return false;
}
