import { firstFinite, lastFinite, simpleReturns, type Panel } from '@fm/factor-math';
import { isoOfDay, sessionClose } from '@fm/platform/time';
import { capPanel } from '../inputs/derived-inputs.ts';
import { isKnownInTime, withDelistings } from '../inputs/delistings.ts';
import type { Frame } from '../inputs/frame.ts';
import { neededSources, needsSplits } from '../inputs/needed-inputs.ts';
import { pricePanels, sessionDays } from '../inputs/prices.ts';
import { riskFreeReturns } from '../inputs/risk-free.ts';
import { sourceOf, type SourceParts } from '../inputs/sources.ts';
import { factsOf } from '../inputs/as-of-source.ts';
import type { Market } from './market.ts';
import type { Delisting, RawMarket } from '../facts/raw-market.ts';
import type { MarketNeeds } from '../facts/read-raw-market.ts';
import { membershipMask, type Universe } from '../universe.ts';

/** The parts of a market, in typed arrays and plain objects only, so that threads share it. */
export interface MarketPanels extends Frame {
  /** Missing where a stock was not a member of the universe at the session before. */
  readonly returns: Panel;
  readonly allReturns: Panel;
  /** Like `returns`, but of delistings only what is known at the close of the session. */
  readonly knownReturns: Panel;
  readonly riskFree: Float64Array;
  readonly firstPrice: Int32Array;
  readonly lastPrice: Int32Array;
  readonly member: Uint8Array | undefined;
  /** The data behind the inputs of dated facts. */
  readonly facts: SourceParts;
  /** Market capitalisation that weighs portfolios; absent when they are weighted equally. */
  readonly weights: Panel | undefined;
}

/**
 * Makes the parts of a market from facts: pure, the same facts in any order give the same bits, and a fact known after
 * the close of t touches nothing up to t.
 *
 * @param calendar - sessions, days since the epoch. @default every day with a price
 * @param listing - first and last price of each stock where the calendar is a part of a longer one. @default found
 */
export function marketPanels(
  raw: RawMarket,
  universe: Universe,
  needs: MarketNeeds,
  calendar: Int32Array = sessionDays(raw.prices),
  listing?: Pick<Market, 'firstPrice' | 'lastPrice'>,
): MarketPanels {
  const { symbols } = raw;
  const closes = Float64Array.from(calendar, sessionClose);
  const prices = pricePanels(raw.prices, calendar, symbols.length);
  const member = membershipMask(universe, Array.from(calendar, isoOfDay), symbols);
  const quoted = simpleReturns(prices.adjClose);
  const earned = (delistings: readonly Delisting[]): Panel =>
    withDelistings(quoted, prices.adjClose, calendar, delistings);
  const inTime = raw.delistings.filter((delisting) => isKnownInTime(delisting, calendar));
  const allReturns = earned(raw.delistings);
  const returns = earnedByMembers(allReturns, member);
  const knownReturns = inTime.length === raw.delistings.length ? returns : earnedByMembers(earned(inTime), member);
  const facts = Object.fromEntries(
    neededSources(needs).map(({ source, names }) => [
      source,
      sourceOf(source).partOf(raw.facts[source], symbols, names),
    ]),
  ) as SourceParts;
  const splits = needsSplits(needs) ? raw.splits : undefined;
  const frame = { symbols, calendar, closes, prices, splits };
  return {
    ...{ ...frame, returns, allReturns, knownReturns, member, facts },
    riskFree: riskFreeReturns(raw.rates, calendar),
    firstPrice: listing?.firstPrice ?? firstFinite(prices.adjClose),
    lastPrice: listing?.lastPrice ?? lastFinite(prices.adjClose),
    weights: needs.weighting === 'cap' ? capPanel(frame, factsOf(facts.filings ?? {}, 'sharesOutstanding')) : undefined,
  };
}

/** Returns of stocks that were members at the session before; the same panel where all are members always. */
function earnedByMembers(returns: Panel, member: Uint8Array | undefined): Panel {
  if (member === undefined) return returns;
  const { stocks } = returns;
  return { ...returns, values: returns.values.map((value, cell) => (member[cell - stocks] === 1 ? value : NaN)) };
}
