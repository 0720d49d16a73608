import { isoOfDay } from '@fm/platform/time';
import type { Warehouse } from '@fm/warehouse';
import { emptyUniverse } from '../errors.ts';
import { tradingCalendar, type DayCount, type Listing, type TradingCalendar } from '../trading-calendar.ts';
import type { RawPrices } from './raw-market.ts';
import { straysOn, type Stray } from './stray-days.ts';
import type { Universe } from '../universe.ts';

/** The symbols of a universe, ascending, once each. */
export function symbolsOf(universe: Universe): string[] {
  return [...new Set(universe.members.map((member) => member.symbol))].sort();
}

/** Trading calendar of a universe, with the stocks that have rows on days that are not sessions. */
export interface UniverseCalendar extends TradingCalendar {
  /** Stocks with rows on stray days, those with most first. */
  readonly strays: readonly Stray[];
}

/** Counted by a hash: texts take ten times as long, and symbols that share a hash would omit at most themselves. */
const stocksByDay = `
  SELECT toString(date) AS day, toUInt32(uniqExact(cityHash64(symbol))) AS stocks FROM prices
  WHERE symbol IN {symbols:Array(String)} GROUP BY date ORDER BY date`;

/**
 * Trading calendar of a universe, see {@link tradingCalendar}.
 *
 * @throws EMPTY_UNIVERSE
 */
export async function loadCalendar(warehouse: Warehouse, universe: Universe): Promise<UniverseCalendar> {
  const symbols = symbolsOf(universe);
  const days = await warehouse.query<DayCount>(stocksByDay, { symbols });
  if (days.length === 0) throw nothingIngested(universe);
  const calendar = tradingCalendar(days, await readListings(warehouse, symbols));
  return {
    ...calendar,
    strays: await straysOn((...question) => warehouse.query(...question), calendar.strayDays, symbols),
  };
}

/**
 * Sessions of a universe up to the last day of its prices that were read, the same as {@link loadCalendar} finds: without
 * counting in the warehouse again.
 *
 * @param prices - of all stocks of the universe, from their first day on
 */
export async function sessionsOf(warehouse: Warehouse, universe: Universe, prices: RawPrices): Promise<string[]> {
  if (prices.day.length === 0) throw nothingIngested(universe);
  const counts = new Map<number, number>();
  for (const day of prices.day) counts.set(day, (counts.get(day) ?? 0) + 1);
  const days = [...counts].sort(([a], [b]) => a - b).map(([day, stocks]) => ({ day: isoOfDay(day), stocks }));
  return [...tradingCalendar(days, await readListings(warehouse, symbolsOf(universe))).sessions];
}

function readListings(warehouse: Warehouse, symbols: readonly string[]): Promise<Listing[]> {
  return warehouse.query(
    `SELECT toString(min(date)) AS first, toString(max(date)) AS last FROM prices
     WHERE symbol IN {symbols:Array(String)} GROUP BY symbol`,
    { symbols },
  );
}

function nothingIngested(universe: Universe): Error {
  return emptyUniverse(universe.name, 'Ingest prices with `fm ingest prices PATH`; `fm doctor` shows what is there.');
}
