import { simpleReturns, type Panel } from '@fm/factor-math';
import type { InputName } from '@fm/factors';
import { firstFinite, lastFinite } from '@fm/factor-math';
import { isoOfDay } from '@fm/platform/time';
import { sessionClose } from '@fm/platform/time';
import { groupFacts } from '../inputs/groups.ts';
import { filingFacts } from '../inputs/filings.ts';
import { knownSince, marketCapOf, unadjustedClose } from '../inputs/market-cap.ts';
import { pricePanels, sessionDays, type PricePanels } from '../inputs/prices.ts';
import { isRatingInput, ratingFacts } from '../inputs/ratings.ts';
import { riskFreeReturns } from '../inputs/risk-free.ts';
import { articleColumns, type ArticleColumns } from '../inputs/sentiment.ts';
import { steppedPanel, type SteppedFacts } from '../inputs/stepped-facts.ts';
import type { Market } from './market.ts';
import type { RawMarket, Split } from '../facts/raw-market.ts';
import { filingsOf, needsSentiment, needsSplits, type MarketNeeds } from '../facts/read-raw-market.ts';
import { membershipMask, type Universe } from '../universe.ts';

/** What a market is made of, in typed arrays and plain objects alone, so that threads share it. */
export interface MarketParts {
  /** Stocks, ascending. */
  readonly symbols: readonly string[];
  /** Sessions, days since the epoch. */
  readonly calendar: Int32Array;
  /** Closes of the sessions, milliseconds since the epoch. */
  readonly closes: Float64Array;
  readonly prices: PricePanels;
  /** Missing where a stock was no member of the universe at the session before. */
  readonly returns: Panel;
  readonly allReturns: Panel;
  readonly riskFree: Float64Array;
  readonly firstPrice: Int32Array;
  readonly lastPrice: Int32Array;
  readonly member: Uint8Array | undefined;
  /** Facts of the inputs that hold until the next one. */
  readonly stepped: readonly SteppedPart[];
  /** Absent where no input is made of articles. */
  readonly articles: ArticleColumns | undefined;
  /** Absent where no input is made of unadjusted closes. */
  readonly splits: readonly Split[] | undefined;
  /** Market capitalisation that weighs portfolios; absent when they are weighted equally. */
  readonly weights: Panel | undefined;
}

interface SteppedPart {
  readonly name: InputName;
  readonly facts: SteppedFacts;
}

/**
 * Makes the parts of a market from facts: pure, the same facts in any order give the same bits, and a fact known after
 * the close of t touches nothing up to t.
 *
 * @param calendar - sessions, days since the epoch. @default every day with a price
 * @param listing - first and last price of each stock where the calendar is a part of a longer one. @default found
 */
export function marketParts(
  raw: RawMarket,
  universe: Universe,
  needs: MarketNeeds,
  calendar: Int32Array = sessionDays(raw.prices),
  listing?: Pick<Market, 'firstPrice' | 'lastPrice'>,
): MarketParts {
  const { symbols } = raw;
  const closes = Float64Array.from(calendar, sessionClose);
  const prices = pricePanels(raw.prices, calendar, symbols.length);
  const member = membershipMask(universe, Array.from(calendar, isoOfDay), symbols);
  const allReturns = simpleReturns(prices.adjClose);
  const returns = earnedByMembers(allReturns, member);
  const stepped = new Map<InputName, SteppedFacts>([
    ...filingFacts(raw.fundamentals, symbols, filingsOf(needs)),
    ...ratingFacts(raw.ratings, symbols, [...needs.inputs].filter(isRatingInput)),
    ...(needs.inputs.has('group') ? [['group', groupFacts(raw.groups, symbols)] as const] : []),
  ]);
  const splits = needsSplits(needs) ? raw.splits : undefined;
  const shares = stepped.get('sharesOutstanding');
  const isWeighed = needs.weighting === 'cap' && splits !== undefined && shares !== undefined;
  return {
    ...{ symbols, calendar, closes, prices, returns, allReturns, member, splits },
    riskFree: riskFreeReturns(raw.rates, calendar),
    firstPrice: listing?.firstPrice ?? firstFinite(prices.adjClose),
    lastPrice: listing?.lastPrice ?? lastFinite(prices.adjClose),
    stepped: [...stepped].map(([name, facts]) => ({ name, facts })),
    articles: needsSentiment(needs.inputs) ? articleColumns(raw.articles, symbols) : undefined,
    weights: isWeighed ? capPanel({ prices, calendar, closes }, splits, shares) : undefined,
  };
}

/** Returns of stocks that were members at the session before; the same panel where all are members always. */
function earnedByMembers(returns: Panel, member: Uint8Array | undefined): Panel {
  if (member === undefined) return returns;
  const { stocks } = returns;
  return { ...returns, values: returns.values.map((value, cell) => (member[cell - stocks] === 1 ? value : NaN)) };
}

/** Market capitalisation of every session. */
export function capPanel(
  { prices, calendar, closes }: Pick<MarketParts, 'prices' | 'calendar' | 'closes'>,
  splits: readonly Split[],
  shares: SteppedFacts,
): Panel {
  const held = steppedPanel(closes, shares);
  return marketCapOf(
    unadjustedClose(prices.close, calendar, splits),
    held,
    knownSince(closes, shares),
    calendar,
    splits,
  );
}
