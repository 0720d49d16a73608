import type { UniverseStock } from '@fm/platform/universe';
import type { Warehouse } from '@fm/warehouse';
import { lateFilings } from './filing-freshness.ts';
import { lateNews } from './news-freshness.ts';
import { latePrices } from './price-freshness.ts';
import { outcomeOf, shareOf, type SourceOutcome } from './source-outcome.ts';

/** Share of the expected prices that must have arrived before anything is mined. */
export const leastShare = 0.8;

/** What a day's check found. */
export interface DayCheck {
  /** What each source was expected to give, and what is late. */
  readonly sources: readonly SourceOutcome[];
  /** Why nothing is to be mined; undefined if the prices have arrived. */
  readonly notMined?: string;
}

/**
 * Checks that a day's data have arrived: prices of every stock, filings of every stock with a CIK, searches of the news
 * of every stock. Filings and news count from the first one stored; before that their source is not set up.
 *
 * @param now - the moment of the check
 */
export async function checkDay(warehouse: Warehouse, stocks: readonly UniverseStock[], now: Date): Promise<DayCheck> {
  const symbols = stocks.map(({ symbol }) => symbol);
  const filers = stocks.flatMap(({ symbol, cik }) => (cik === undefined ? [] : [{ symbol, cik }]));
  const prices = outcomeOf('market-data', symbols.length, await latePrices(warehouse, symbols, now));
  const filings = await lateFilings(warehouse, filers, now);
  const news = await lateNews(warehouse, symbols, now);
  const sources = [
    prices,
    ...(filings === undefined ? [] : [outcomeOf('sec-filing', filers.length, filings)]),
    ...(news === undefined ? [] : [outcomeOf('web-search', symbols.length, news)]),
  ];
  const notMined = notMinedReason(prices, leastShare);
  return { sources, ...(notMined === undefined ? {} : { notMined }) };
}

/** Why prices are not enough to mine, undefined when they are. */
export function notMinedReason(prices: SourceOutcome, least: number): string | undefined {
  if (shareOf(prices) >= least) return undefined;
  const { arrived, expected } = prices;
  return `not mined: prices of ${arrived} of ${expected} symbols are in, ${Math.ceil(least * 100)} % are needed`;
}
