import { defaultUniverse } from '@fm/market';
import type { Warehouse } from '@fm/warehouse';
import { note } from './output.ts';

/**
 * The universe that was asked for, else what is there: where the warehouse holds only the demonstration market, that
 * one, with a note.
 */
export async function chosenUniverse(warehouse: Warehouse, asked: string | undefined): Promise<string> {
  if (asked !== undefined) return asked;
  const universe = await defaultUniverse(warehouse);
  if (universe === 'demonstration')
    note('only the demonstration market is in the warehouse, so it is used (--universe demonstration)');
  return universe;
}
