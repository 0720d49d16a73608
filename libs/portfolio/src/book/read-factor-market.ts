import type { BookInputs, DelistingReturn, Panel, SideWeigher } from '@fm/factor-math';
import type { InputName } from '@fm/factors';
import { assembleMarket, groupNames, readUniverse, type Market } from '@fm/market';
import { readRawMarket, sessionsOf, symbolsOf } from '@fm/market/facts';
import { dayOfIso } from '@fm/platform/time';
import type { RunRecord } from '@fm/results/read';
import { readFactorValues } from '@fm/results/store';
import { isTreated, treatmentInputs, treatValues, valuesOfMembers } from '@fm/results/treatment';
import type { Warehouse } from '@fm/warehouse';
import { noGroups, noSizes, noStoredValues } from '../errors.ts';

/** The data of a book of a factor, on the trading calendar of the universe of its run. */
export interface FactorMarket extends Omit<BookInputs, 'signals'> {
  /** ISO dates, ascending. */
  readonly sessions: readonly string[];
  readonly symbols: readonly string[];
  readonly market: Market;
  /** Needed for weights that are optimised, see `weigherOf`. */
  readonly weigher?: SideWeigher;
}

/** The same with the members of the universe, and since when. */
export interface FactorMarketOfRun extends FactorMarket {
  readonly members: readonly object[];
  /** The name behind each code of `groups`. */
  readonly groupNames: ReadonlyMap<number, string>;
}

/** What is read. */
export interface BookNeeds {
  /** Last day that is read. */
  readonly until: string;
  /** Whether market values are needed, to weigh stocks and the universe by them, or used where they are known. @default no */
  readonly sizes?: 'needed' | 'used';
  /** Whether the industries of stocks are needed, or used where they are known. @default no */
  readonly groups?: 'needed' | 'used';
}

/**
 * Reads the values by which a run ranked stocks, treated as it treated them, and the prices of the same universe up to a day.
 *
 * @throws NO_STORED_VALUES where the run kept no value of the factor, NO_SIZES where no capitalisation is known,
 * NO_GROUPS where no industry is
 */
export async function readFactorMarket(
  warehouse: Warehouse,
  { id, request }: Pick<RunRecord, 'id' | 'request'>,
  factor: string,
  { until, sizes, groups }: BookNeeds,
): Promise<FactorMarketOfRun> {
  const universe = await readUniverse(warehouse, request.universe);
  const symbols = symbolsOf(universe);
  const inputs = new Set<InputName>([
    'open',
    ...(groups === undefined ? [] : (['group'] as const)),
    ...treatmentInputs(request),
  ]);
  const needs = { inputs, until, weighting: sizes === undefined ? 'equal' : 'cap' } as const;
  const raw = await readRawMarket(warehouse, symbols, needs);
  const sessions = await sessionsOf(warehouse, universe, raw.prices);
  const market = assembleMarket(raw, universe, needs, Int32Array.from(sessions, dayOfIso));
  if (sizes === 'needed' && market.marketCap?.values.some(Number.isFinite) === false) throw noSizes(request.universe);
  const codes = groups === undefined ? undefined : market.panel('group');
  const isGrouped = codes?.values.some((code) => code >= 0) === true;
  if (groups === 'needed' && !isGrouped) throw noGroups(request.universe);
  const stored = await readFactorValues(warehouse, id, factor, { sessions, symbols });
  if (!stored.values.some(Number.isFinite)) throw noStoredValues(factor, id);
  const scores = isTreated(request) ? treatValues(valuesOfMembers(stored, market.member), market, request) : stored;
  return {
    ...factorMarketOf(market, scores),
    ...(isGrouped && { groups: codes }),
    groupNames: groupNames(raw.facts.groups ?? []),
    members: universe.members,
  };
}

/** The data of a book, from the market of a universe and the values by which its stocks are ranked. */
export function factorMarketOf(market: Market, scores: Panel): FactorMarket {
  const { sessions, symbols } = market;
  const closes = market.panel('adjClose');
  const opens = opensOf(market, closes);
  return {
    ...{ sessions, symbols, market, scores, closes },
    ...(opens !== undefined && { opens }),
    ...(market.marketCap !== undefined && { sizes: market.marketCap }),
    ...(market.member !== undefined && { member: market.member }),
    delistings: delistingsOf(market, closes),
  };
}

/** Opens adjusted for dividends as the closes are; undefined where no open is known. */
function opensOf(market: Market, closes: Panel): Panel | undefined {
  const [open, close] = [market.panel('open').values, market.panel('close').values];
  const values = closes.values.map((value, cell) => (value * (open[cell] as number)) / (close[cell] as number));
  return values.some(Number.isFinite) ? { ...closes, values } : undefined;
}

/** A return on the session after the last price of a stock is that of its delisting. */
function delistingsOf({ allReturns, lastPrice, symbols }: Market, closes: Panel): DelistingReturn[] {
  return symbols.flatMap((_, stock) => {
    const session = (lastPrice[stock] as number) + 1;
    const isOver = session > 0 && session < closes.days;
    const value = isOver ? (allReturns.values[session * closes.stocks + stock] as number) : NaN;
    return Number.isNaN(value) ? [] : [{ stock, session, value }];
  });
}
