import type { Warehouse } from '@fm/warehouse';
import { assembleMarket } from './assemble-market.ts';
import { emptyUniverse } from './errors.ts';
import type { Market } from './market.ts';
import { readRawMarket, type MarketNeeds } from './read-raw-market.ts';
import type { Universe } from './universe.ts';

/**
 * Loads what a run needs as panels of one calendar, from each stock's first price on, since recursive factors look back
 * that far.
 *
 * @throws EMPTY_UNIVERSE where no symbol has a price
 */
export async function loadMarket(warehouse: Warehouse, universe: Universe, needs: MarketNeeds): Promise<Market> {
  const raw = await readRawMarket(warehouse, symbolsOf(universe), needs);
  if (raw.prices.day.length === 0) throw nothingIngested(universe);
  return assembleMarket(raw, universe, needs);
}

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
