import type { Warehouse } from '@fm/warehouse';
import { emptyUniverse } from '../errors.ts';
import type { Universe } from '../universe.ts';

/** The symbols of a universe, ascending, once each. */
export function symbolsOf(universe: Universe): string[] {
  return [...new Set(universe.members.map((member) => member.symbol))].sort();
}

/** Trading calendar of a universe: every day with a price of one of its stocks, ascending. */
export async function loadSessions(warehouse: Warehouse, universe: Universe): Promise<string[]> {
  const rows = await warehouse.query<{ day: string }>(
    'SELECT DISTINCT toString(date) AS day FROM prices WHERE symbol IN {symbols:Array(String)} ORDER BY day',
    { symbols: symbolsOf(universe) },
  );
  if (rows.length === 0) throw nothingIngested(universe);
  return rows.map((row) => row.day);
}

function nothingIngested(universe: Universe): Error {
  return emptyUniverse(universe.name, 'Ingest prices with `fm ingest prices PATH`; `fm doctor` shows what is there.');
}
