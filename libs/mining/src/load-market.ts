import { simpleReturns, type Panel } from '@fm/factor-math';
import type { FilingInput, InputName, RatingInput } from '@fm/factors';
import type { Warehouse } from '@fm/warehouse';
import { firstFinite, lastFinite } from './coverage.ts';
import { emptyUniverse } from './errors.ts';
import { isFilingInput, loadFilingInputs } from './inputs/filings.ts';
import { knownSince, loadSplits, marketCapOf, unadjustedClose } from './inputs/market-cap.ts';
import { loadPrices } from './inputs/prices.ts';
import { isRatingInput, loadRatingInputs } from './inputs/ratings.ts';
import { loadRiskFree } from './inputs/risk-free.ts';
import { chooseScorer, loadSentimentInputs } from './inputs/sentiment.ts';
import type { SteppedInput } from './inputs/stepped-input.ts';
import type { Market } from './market.ts';
import { sessionClose } from './session-close.ts';
import { membershipMask, type Universe } from './universe.ts';

const dayMilliseconds = 86_400_000;

/** `YYYY-MM-DD` of a day number (days since the epoch). */
export function isoDay(day: number): string {
  return new Date(day * dayMilliseconds).toISOString().slice(0, 10);
}

/** Day number (days since the epoch) of a `YYYY-MM-DD`. */
export function epochDay(day: string): number {
  return Date.parse(day) / dayMilliseconds;
}

/** What of a market a run needs. */
export interface MarketNeeds {
  /** Panels to load. */
  readonly inputs: ReadonlySet<InputName>;
  /** Last day loaded, inclusive: nothing later can touch a result. */
  readonly until: string;
  readonly weighting: 'equal' | 'cap';
  /** Version of the sentiment scorer. @default the first by name in the warehouse */
  readonly scorer?: string;
}

/**
 * Loads what a run needs as panels of one calendar, from each stock's first price on, since recursive factors look back
 * that far.
 *
 * @throws EMPTY_UNIVERSE where no symbol has a price
 */
export async function loadMarket(warehouse: Warehouse, universe: Universe, needs: MarketNeeds): Promise<Market> {
  const symbols = symbolsOf(universe);
  const prices = await loadPrices(warehouse, symbols, needs.until);
  if (prices.days.length === 0) throw nothingIngested(universe);
  const sessions = Array.from(prices.days, isoDay);
  const closes = Float64Array.from(prices.days, sessionClose);
  const member = membershipMask(universe, sessions, symbols);
  const returns = simpleReturns(prices.adjClose);
  member?.forEach((isMember, cell) => {
    if (isMember === 0) returns.values[cell] = NaN;
  });
  const panels = new Map<InputName, Panel>([
    ['adjClose', prices.adjClose],
    ['close', prices.close],
    ['volume', prices.volume],
    ['returns', returns],
  ]);
  const stepped = await loadStepped(warehouse, symbols, closes, needs);
  for (const [name, { panel }] of stepped) panels.set(name, panel);
  const notes = [
    ...(universe.dated ? [] : [survivorship]),
    ...(await addSentiment(warehouse, symbols, closes, needs, panels)),
    ...(await addMarketCap(warehouse, symbols, prices.days, needs, panels)),
  ];
  const riskFree = await loadRiskFree(warehouse, sessions);
  if (needs.inputs.has('marketCap') && !riskFree.known) notes.push(noRiskFree);
  const marketCap = panels.get('marketCap');
  return {
    sessions,
    symbols,
    returns,
    riskFree: riskFree.returns,
    firstPrice: firstFinite(prices.adjClose),
    lastPrice: lastFinite(prices.adjClose),
    ...(needs.weighting === 'cap' && marketCap !== undefined ? { marketCap } : {}),
    ...(member === undefined ? {} : { member }),
    synthetic: await anySynthetic(warehouse, symbols),
    notes,
    panel: (name) => panels.get(name) as Panel,
    whyMissing: (name, cell) => whyMissing(name, cell, panels, stepped),
  };
}

const survivorship =
  'Survivorship: the universe is a list without dates, so it holds the stocks of today over the whole range.';
const noRiskFree = 'Risk-free rate: no series was ingested, so it is zero.';

/** The symbols of a universe, ascending, once each. */
export function symbolsOf(universe: Universe): string[] {
  return [...new Set(universe.members.map((member) => member.symbol))].sort();
}

async function loadStepped(
  warehouse: Warehouse,
  symbols: readonly string[],
  closes: Float64Array,
  { inputs, weighting }: MarketNeeds,
): Promise<Map<InputName, SteppedInput>> {
  const names = [...inputs];
  const filings = new Set<FilingInput>(names.filter(isFilingInput));
  if (weighting === 'cap' || inputs.has('marketCap')) filings.add('sharesOutstanding');
  const ratings: RatingInput[] = names.filter(isRatingInput);
  const found = new Map<InputName, SteppedInput>();
  if (filings.size > 0) {
    for (const entry of await loadFilingInputs(warehouse, symbols, closes, [...filings])) found.set(...entry);
  }
  if (ratings.length > 0) {
    for (const entry of await loadRatingInputs(warehouse, symbols, closes, ratings)) found.set(...entry);
  }
  return found;
}

async function addSentiment(
  warehouse: Warehouse,
  symbols: readonly string[],
  closes: Float64Array,
  { inputs, scorer }: MarketNeeds,
  panels: Map<InputName, Panel>,
): Promise<string[]> {
  if (!inputs.has('averageSentiment14') && !inputs.has('latestSentiment')) return [];
  const chosen = await chooseScorer(warehouse, scorer);
  const found = await loadSentimentInputs(warehouse, symbols, closes, chosen ?? '');
  panels.set('averageSentiment14', found.averageSentiment14);
  panels.set('latestSentiment', found.latestSentiment);
  return chosen === undefined ? [] : [`Sentiment: scores of ${chosen}.`];
}

async function addMarketCap(
  warehouse: Warehouse,
  symbols: readonly string[],
  days: Int32Array,
  { inputs, weighting }: MarketNeeds,
  panels: Map<InputName, Panel>,
): Promise<string[]> {
  const cap = weighting === 'cap' || inputs.has('marketCap');
  if (!cap && !inputs.has('unadjustedClose')) return [];
  const splits = await loadSplits(warehouse, symbols);
  const unadjusted = unadjustedClose(panels.get('close') as Panel, days, splits);
  panels.set('unadjustedClose', unadjusted);
  const shares = panels.get('sharesOutstanding');
  if (cap && shares !== undefined)
    panels.set('marketCap', marketCapOf(unadjusted, shares, knownSince(shares), days, splits));
  const split = new Set(splits.map(({ stock }) => stock)).size;
  return split === symbols.length
    ? []
    : [
        `Splits: none is known of ${symbols.length - split} of ${symbols.length} stocks, so their unadjusted close is taken to be the close.`,
      ];
}

function whyMissing(
  name: InputName,
  cell: number,
  panels: ReadonlyMap<InputName, Panel>,
  stepped: ReadonlyMap<InputName, SteppedInput>,
): string {
  const input = stepped.get(name);
  if (input !== undefined) return input.whyMissing(cell);
  if (name === 'marketCap') {
    const price = panels.get('close')?.values[cell] as number;
    return Number.isNaN(price)
      ? 'close: none'
      : (stepped.get('sharesOutstanding')?.whyMissing(cell) ?? 'sharesOutstanding: none');
  }
  return name === 'averageSentiment14' || name === 'latestSentiment' ? 'no article known' : `${name}: none`;
}

async function anySynthetic(warehouse: Warehouse, symbols: readonly string[]): Promise<boolean> {
  const [row] = await warehouse.query<{ synthetic: boolean }>(
    'SELECT max(synthetic) AS synthetic FROM prices WHERE symbol IN {symbols:Array(String)}',
    { symbols },
  );
  return row?.synthetic === true;
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
