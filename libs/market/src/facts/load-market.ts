import type { Warehouse } from '@fm/warehouse';
import { emptyUniverse } from '../errors.ts';
import { tradingCalendar, type DayCount, type Listing, type TradingCalendar } from '../trading-calendar.ts';
import { straysOn, type Stray } from './strays.ts';
import type { Universe } from '../universe.ts';

/** The symbols of a universe, ascending, once each. */
export function symbolsOf(universe: Universe): string[] {
  return [...new Set(universe.members.map((member) => member.symbol))].sort();
}

/** Trading calendar of a universe, with who has rows on days that are not sessions. */
export interface UniverseCalendar extends TradingCalendar {
  /** Stocks with rows on stray days, those with most first. */
  readonly strays: readonly Stray[];
}

/**
 * Trading calendar of a universe, see {@link tradingCalendar}.
 *
 * @throws EMPTY_UNIVERSE
 */
export async function loadCalendar(warehouse: Warehouse, universe: Universe): Promise<UniverseCalendar> {
  const symbols = symbolsOf(universe);
  const days = await warehouse.query<DayCount>(
    `SELECT toString(date) AS day, toUInt32(uniqExact(symbol)) AS stocks FROM prices
     WHERE symbol IN {symbols:Array(String)} GROUP BY date ORDER BY date`,
    { symbols },
  );
  if (days.length === 0) throw nothingIngested(universe);
  const listings = await warehouse.query<Listing>(
    `SELECT toString(min(date)) AS first, toString(max(date)) AS last FROM prices
     WHERE symbol IN {symbols:Array(String)} GROUP BY symbol`,
    { symbols },
  );
  const calendar = tradingCalendar(days, listings);
  return {
    ...calendar,
    strays: await straysOn((...question) => warehouse.query(...question), calendar.strayDays, symbols),
  };
}

function nothingIngested(universe: Universe): Error {
  return emptyUniverse(universe.name, 'Ingest prices with `fm ingest prices PATH`; `fm doctor` shows what is there.');
}
