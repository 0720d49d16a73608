import { simpleReturns, type Panel } from '@fm/factor-math';
import type { InputName } from '@fm/factors';
import { firstFinite, lastFinite } from './coverage.ts';
import { isoDay } from './days.ts';
import { filingPanels } from './inputs/filings.ts';
import { knownSince, marketCapOf, splitRatio, unadjustedClose } from './inputs/market-cap.ts';
import { PanelCache } from './inputs/panel-cache.ts';
import { pricePanels, sessionDays, type PricePanels } from './inputs/prices.ts';
import { isRatingInput, ratingPanels } from './inputs/ratings.ts';
import { riskFreeReturns } from './inputs/risk-free.ts';
import { sentimentPanels } from './inputs/sentiment.ts';
import type { SteppedInput } from './inputs/stepped-input.ts';
import type { Market } from './market.ts';
import type { RawMarket } from './raw-market.ts';
import { filingsOf, needsSentiment, needsSplits, type MarketNeeds } from './read-raw-market.ts';
import { sessionClose } from './session-close.ts';
import { membershipMask, type Universe } from './universe.ts';

/**
 * Makes the market of a run from facts: pure, the same facts in any order give the same bits, and a fact known after the
 * close of t touches no cell up to t. Prices and returns are made at once, other inputs when a factor asks for them.
 *
 * @param calendar - sessions, days since the epoch. @default every day with a price
 * @param listing - first and last price of each stock where the calendar is a part of a longer one. @default found
 */
export function assembleMarket(
  raw: RawMarket,
  universe: Universe,
  needs: MarketNeeds,
  calendar: Int32Array = sessionDays(raw.prices),
  listing?: Pick<Market, 'firstPrice' | 'lastPrice'>,
): Market {
  const { symbols } = raw;
  const sessions = Array.from(calendar, isoDay);
  const closes = Float64Array.from(calendar, sessionClose);
  const prices = pricePanels(raw.prices, calendar, symbols.length);
  const member = membershipMask(universe, sessions, symbols);
  const returns = simpleReturns(prices.adjClose);
  member?.forEach((isMember, cell) => {
    if (isMember === 0) returns.values[cell] = NaN;
  });
  const stepped = new Map<InputName, SteppedInput>([
    ...filingPanels(raw.fundamentals, symbols, closes, filingsOf(needs)),
    ...ratingPanels(raw.ratings, symbols, closes, [...needs.inputs].filter(isRatingInput)),
  ]);
  const makers = new Map<InputName, () => Panel>([
    ['adjClose', () => prices.adjClose],
    ['close', () => prices.close],
    ['volume', () => prices.volume],
    ['returns', () => returns],
    ...[...stepped].map(([name, input]): [InputName, () => Panel] => [name, () => input.panel()]),
  ]);
  if (needsSentiment(needs.inputs)) {
    for (const name of ['averageSentiment14', 'latestSentiment'] as const)
      makers.set(name, () => sentimentPanels(raw.articles, symbols, closes)[name]);
  }
  if (needsSplits(needs)) {
    makers.set('unadjustedClose', () => unadjustedClose(prices.close, calendar, raw.splits));
    makers.set('splitRatio', () => splitRatio(calendar, symbols.length, raw.splits));
    const shares = stepped.get('sharesOutstanding');
    if (shares !== undefined) {
      const cap = onceMade(() => {
        const held = shares.panel();
        const unadjusted = unadjustedClose(prices.close, calendar, raw.splits);
        return marketCapOf(unadjusted, held, knownSince(held), calendar, raw.splits);
      });
      makers.set('marketCap', cap);
    }
  }
  const panels = new PanelCache(makers);
  const weights = needs.weighting === 'cap' && panels.has('marketCap') ? panels.get('marketCap') : undefined;
  return {
    sessions,
    symbols,
    returns,
    riskFree: riskFreeReturns(raw.rates, calendar),
    firstPrice: listing?.firstPrice ?? firstFinite(prices.adjClose),
    lastPrice: listing?.lastPrice ?? lastFinite(prices.adjClose),
    ...(weights === undefined ? {} : { marketCap: weights }),
    ...(member === undefined ? {} : { member }),
    panel: (name) => panels.get(name),
    whyMissing: (name, cell) => whyMissing(name, cell, prices, stepped),
  };
}

/** A panel that many factors weigh by: made once and kept. */
function onceMade(make: () => Panel): () => Panel {
  let made: Panel | undefined;
  return () => (made ??= make());
}

/** Why a price without a close on the split basis, as of Stooq, has no capitalisation. */
const closeUnknown = 'close adjusted for dividends';

function whyMissing(
  name: InputName,
  cell: number,
  { close, adjClose }: PricePanels,
  stepped: ReadonlyMap<InputName, SteppedInput>,
): string {
  const input = stepped.get(name);
  if (input !== undefined) return input.whyMissing(cell);
  if ((name === 'marketCap' || name === 'unadjustedClose') && Number.isNaN(close.values[cell])) {
    return `${name}: ${Number.isNaN(adjClose.values[cell]) ? 'none' : closeUnknown}`;
  }
  if (name === 'marketCap') {
    return stepped.get('sharesOutstanding')?.whyMissing(cell) ?? 'sharesOutstanding: none';
  }
  return name === 'averageSentiment14' || name === 'latestSentiment' ? 'no article known' : `${name}: none`;
}
