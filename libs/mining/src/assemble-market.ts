import { simpleReturns, type Panel } from '@fm/factor-math';
import type { InputName } from '@fm/factors';
import { firstFinite, lastFinite } from './coverage.ts';
import { isoDay } from './days.ts';
import { filingPanels } from './inputs/filings.ts';
import { knownSince, marketCapOf, unadjustedClose } from './inputs/market-cap.ts';
import { pricePanels, sessionDays } from './inputs/prices.ts';
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
 * Makes the panels of a run from facts: pure, the same facts in any order give the same bits, and a fact known after the
 * close of t touches no cell up to t.
 *
 * @param calendar - sessions, days since the epoch. @default every day with a price
 */
export function assembleMarket(
  raw: RawMarket,
  universe: Universe,
  needs: MarketNeeds,
  calendar: Int32Array = sessionDays(raw.prices),
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
  const panels = new Map<InputName, Panel>([
    ['adjClose', prices.adjClose],
    ['close', prices.close],
    ['volume', prices.volume],
    ['returns', returns],
    ...[...stepped].map(([name, { panel }]): [InputName, Panel] => [name, panel]),
  ]);
  if (needsSentiment(needs.inputs)) {
    const { averageSentiment14, latestSentiment } = sentimentPanels(raw.articles, symbols, closes);
    panels.set('averageSentiment14', averageSentiment14).set('latestSentiment', latestSentiment);
  }
  if (needsSplits(needs)) {
    const unadjusted = unadjustedClose(prices.close, calendar, raw.splits);
    panels.set('unadjustedClose', unadjusted);
    const shares = panels.get('sharesOutstanding');
    if (shares !== undefined) {
      panels.set('marketCap', marketCapOf(unadjusted, shares, knownSince(shares), calendar, raw.splits));
    }
  }
  const marketCap = panels.get('marketCap');
  return {
    sessions,
    symbols,
    returns,
    riskFree: riskFreeReturns(raw.rates, calendar),
    firstPrice: firstFinite(prices.adjClose),
    lastPrice: lastFinite(prices.adjClose),
    ...(needs.weighting === 'cap' && marketCap !== undefined ? { marketCap } : {}),
    ...(member === undefined ? {} : { member }),
    synthetic: raw.synthetic,
    notes: notesOf(raw, universe, needs),
    panel: (name) => panels.get(name) as Panel,
    whyMissing: (name, cell) => whyMissing(name, cell, panels, stepped),
  };
}

function notesOf(raw: RawMarket, universe: Universe, needs: MarketNeeds): string[] {
  const notes: string[] = [];
  if (!universe.dated) {
    notes.push(
      'Survivorship: the universe is a list without dates, so it holds the stocks of today over the whole range.',
    );
  }
  if (raw.scorer !== undefined) notes.push(`Sentiment: scores of ${raw.scorer}.`);
  const withoutSplits = raw.symbols.length - new Set(raw.splits.map(({ stock }) => stock)).size;
  if (needsSplits(needs) && withoutSplits > 0) {
    notes.push(
      `Splits: none is known of ${withoutSplits} of ${raw.symbols.length} stocks, so their unadjusted close is taken to be the close. Price CSV files do not tell of splits: where a stock had some, load them with \`fm ingest corporate-actions\`.`,
    );
  }
  if (needs.inputs.has('marketCap') && raw.rates.length === 0) {
    notes.push('Risk-free rate: no series was ingested, so it is zero.');
  }
  return notes;
}

function whyMissing(
  name: InputName,
  cell: number,
  panels: ReadonlyMap<InputName, Panel>,
  stepped: ReadonlyMap<InputName, SteppedInput>,
): string {
  const input = stepped.get(name);
  if (input !== undefined) return input.whyMissing(cell);
  if (name === 'marketCap' && !Number.isNaN(panels.get('close')?.values[cell])) {
    return stepped.get('sharesOutstanding')?.whyMissing(cell) ?? 'sharesOutstanding: none';
  }
  return name === 'averageSentiment14' || name === 'latestSentiment' ? 'no article known' : `${name}: none`;
}
