import type { InputName } from '@fm/factors';
import type { Warehouse } from '@fm/warehouse';
import { dayOfIso } from '@fm/platform/time';
import { sessionClose } from '@fm/platform/time';
import { noGroups, noShareCounts } from '../errors.ts';
import { gapNotes } from './gap-notes.ts';
import type { Stray } from './stray-days.ts';
import type { FactQuery } from '../inputs/input-source.ts';
import { neededSources, needsSplits } from '../inputs/needed-inputs.ts';
import { sourceOf } from '../inputs/sources.ts';
import { firstScorer } from './read-facts.ts';
import type { MarketNeeds } from './read-raw-market.ts';
import type { Universe } from '../universe.ts';
import { unknownText, type UnknownMember } from '../universe-prices.ts';

/** What is known of a market without loading it. */
export interface MarketDescription {
  /** First and last session with an adjusted close, per stock, as indices of the calendar; -1 where there is none. */
  readonly firstPrice: readonly number[];
  readonly lastPrice: readonly number[];
  /** Version of the sentiment scorer whose scores count. */
  readonly scorer?: string;
  /** Whether any price is synthetic. */
  readonly synthetic: boolean;
  /** What a reader of any result must know. */
  readonly notes: readonly string[];
}

/** Which market to describe. */
export interface MarketToDescribe {
  readonly universe: Universe;
  readonly symbols: readonly string[];
  /** The calendar up to `needs.until`. */
  readonly sessions: readonly string[];
  /** Days with rows that are not sessions, and who has them. */
  readonly strayDays: readonly string[];
  readonly strays: readonly Stray[];
  readonly needs: MarketNeeds;
  /** Inputs asked for whatever the factors are, as weights or to be neutral to. */
  readonly asked: readonly InputName[];
}

/** Stocks with a group from a file, and with one only from the SEC. */
interface Grouped {
  readonly byFile: number;
  readonly bySic: number;
}

interface Listing {
  readonly symbol: string;
  readonly first: number;
  readonly last: number;
  /** Sessions with a price. */
  readonly prices: number;
}

/** First and last day of the risk-free series up to the last session of a run. */
interface Rates {
  readonly first: string;
  readonly last: string;
  readonly name: string;
  /** Series there are. */
  readonly count: number;
}

/**
 * Describes the market of a run by a few queries whose answers grow only with the number of stocks.
 *
 * @throws NO_SHARE_COUNTS when capitalisations are needed and no share count is known, NO_GROUPS when groups are needed
 *   and none are known
 */
export async function describeMarket(warehouse: Warehouse, market: MarketToDescribe): Promise<MarketDescription> {
  const { universe, symbols, sessions, strayDays, needs, asked } = market;
  const { inputs, until } = needs;
  const one = async <Row>(sql: string): Promise<Row | undefined> =>
    (await warehouse.query<Row>(sql, { symbols, until, close: sessionClose(dayOfIso(until)) }))[0];
  const listings = await warehouse.query<Listing>(
    `SELECT symbol, toInt32(min(date)) AS first, toInt32(max(date)) AS last, toUInt32(count()) AS prices
     FROM prices_latest
     WHERE symbol IN {symbols:Array(String)} AND date <= toDate32({until:String}) AND adj_close IS NOT NULL
       ${strayDays.length === 0 ? '' : 'AND toString(date) NOT IN {strayDays:Array(String)}'}
     GROUP BY symbol`,
    { symbols, until, ...(strayDays.length === 0 ? {} : { strayDays }) },
  );
  if (asked.includes('marketCap')) {
    const known = await one(
      `SELECT 1 FROM fundamentals WHERE item = 'sharesOutstanding' AND symbol IN {symbols:Array(String)}
       AND value IS NOT NULL AND toUnixTimestamp64Milli(known_at) < {close:Int64} LIMIT 1`,
    );
    if (known === undefined) throw noShareCounts(symbols.length);
  }
  const grouped = inputs.has('group')
    ? await one<Grouped>(
        `SELECT toUInt32(countIf(has(sources, 'file'))) AS byFile, toUInt32(countIf(NOT has(sources, 'file'))) AS bySic
         FROM (
           SELECT symbol, groupUniqArray(source) AS sources FROM stock_groups_known
           WHERE symbol IN {symbols:Array(String)} AND toUnixTimestamp64Milli(known_at) < {close:Int64} GROUP BY symbol
         )`,
      )
    : undefined;
  if (asked.includes('group') && (grouped === undefined || grouped.byFile + grouped.bySic === 0))
    throw noGroups(symbols.length, until);
  const sources = neededSources(needs);
  const scorer = sources.some(({ source }) => source === 'articles') ? await firstScorer(warehouse) : undefined;
  const split = await one<{ stocks: number }>(
    `SELECT toUInt32(uniqExact(symbol)) AS stocks FROM corporate_actions
     WHERE kind = 'split' AND symbol IN {symbols:Array(String)}`,
  );
  const rates = await one<Rates>(
    `SELECT toString(min(date)) AS first, toString(max(date)) AS last, any(series) AS name,
       (SELECT toUInt32(uniqExact(series)) FROM risk_free) AS count
     FROM risk_free WHERE series = (SELECT min(series) FROM risk_free) AND date <= toDate32({until:String}) HAVING count() > 0`,
  );
  const synthetic = await one<{ synthetic: boolean }>(
    'SELECT max(synthetic) AS synthetic FROM prices WHERE symbol IN {symbols:Array(String)}',
  );
  const places = listed(listings, symbols, sessions);
  const priced = new Map(listings.map(({ symbol, prices }) => [symbol, prices]));
  const gaps = symbols.map((symbol, at) => {
    const [first, last] = [places.firstPrice[at] as number, places.lastPrice[at] as number];
    return { symbol, first, last, prices: priced.get(symbol) ?? 0 };
  });
  return {
    ...places,
    ...(scorer === undefined ? {} : { scorer }),
    synthetic: synthetic?.synthetic === true,
    notes: [
      ...notesOf({
        dated: universe.dated,
        strays: market.strays,
        leftOut: universe.leftOut ?? [],
        unknown: universe.unknown ?? [],
        scorer,
        withoutSplits: needsSplits(needs) ? symbols.length - (split?.stocks ?? 0) : 0,
        stocks: symbols.length,
        grouped,
        rates,
        sessions,
      }),
      ...(await gapNotes(warehouse, gaps, sessions)),
      ...(await notesOfSources(sources, { warehouse, symbols, until: sessionClose(dayOfIso(until)) })),
    ],
  };
}

async function notesOfSources(
  sources: ReturnType<typeof neededSources>,
  query: Omit<FactQuery<InputName>, 'names'>,
): Promise<string[]> {
  const notes: string[] = [];
  for (const { source, names } of sources) notes.push(...((await sourceOf(source).notes?.({ ...query, names })) ?? []));
  return notes;
}

function listed(
  listings: readonly Listing[],
  symbols: readonly string[],
  sessions: readonly string[],
): Pick<MarketDescription, 'firstPrice' | 'lastPrice'> {
  const place = new Map(sessions.map((session, t) => [dayOfIso(session), t]));
  const bySymbol = new Map(listings.map((listing) => [listing.symbol, listing]));
  const placeOf = (symbol: string, which: 'first' | 'last'): number => {
    const listing = bySymbol.get(symbol);
    return listing === undefined ? -1 : (place.get(listing[which]) as number);
  };
  return {
    firstPrice: symbols.map((symbol) => placeOf(symbol, 'first')),
    lastPrice: symbols.map((symbol) => placeOf(symbol, 'last')),
  };
}

function notesOf(known: {
  readonly dated: boolean;
  readonly strays: readonly Stray[];
  readonly leftOut: readonly string[];
  readonly unknown: readonly UnknownMember[];
  readonly scorer: string | undefined;
  readonly withoutSplits: number;
  readonly stocks: number;
  readonly grouped: Grouped | undefined;
  readonly rates: Rates | undefined;
  readonly sessions: readonly string[];
}): string[] {
  const { withoutSplits, stocks, grouped } = known;
  return [
    known.unknown.length === 0
      ? ''
      : `No prices: ${known.unknown.length} of ${stocks} stocks of the universe have none: ${unknownText(known.unknown)}.`,
    strayNote(known.strays),
    known.leftOut.length === 0
      ? ''
      : `No stocks: ${known.leftOut.join(', ')} are indices, currency pairs or futures and are left out; name them with --universe to count them.`,
    known.dated
      ? ''
      : 'Survivorship: the universe is a list without dates, so it holds the stocks of today over the whole range.',
    known.scorer === undefined ? '' : `Sentiment: scores of ${known.scorer}.`,
    withoutSplits === 0
      ? ''
      : `Splits: none is known for ${withoutSplits} of ${stocks} stocks, so their unadjusted close is taken to be the close. Price CSV files do not report splits: where a stock had some, load them with \`fm ingest corporate-actions\`.`,
    grouped === undefined ? '' : groupNote(grouped, stocks),
    rateNote(known.rates, known.sessions),
  ].filter(Boolean);
}

/** Most stocks that a note names. */
const namedAtMost = 5;

function strayNote(strays: readonly Stray[]): string {
  if (strays.length === 0) return '';
  const named = strays.slice(0, namedAtMost).map(({ symbol, days, first, file }) => {
    return `${symbol} (${days}, from ${first} on${file === '' ? '' : `, in ${file.split('/').at(-1)}`})`;
  });
  const more = strays.length > namedAtMost ? ` and ${strays.length - namedAtMost} more stocks` : '';
  return `Calendar: rows of days on which fewer than half of the listed stocks trade are no sessions and count nowhere: ${named.join(', ')}${more}.`;
}

/** Days without a rate after which its last one counts as old: more than a long weekend. */
const oldAfterDays = 7;

function rateNote(rates: Rates | undefined, sessions: readonly string[]): string {
  if (rates === undefined) return 'Risk-free rate: no series was ingested, so it is zero.';
  const [begin, end] = [sessions[0] as string, sessions.at(-1) as string];
  const late = rates.first > begin ? `begins on ${rates.first}, and is zero before` : '';
  const old =
    dayOfIso(end) - dayOfIso(rates.last) > oldAfterDays ? `ends on ${rates.last}, and its last rate holds after` : '';
  const chosen = rates.count > 1 ? `is the first by name of ${rates.count}` : '';
  const known = [chosen, late, old].filter(Boolean).join('; it ');
  return known === '' ? '' : `Risk-free rate: the series ${rates.name} ${known}.`;
}

function groupNote({ byFile, bySic }: Grouped, stocks: number): string {
  return [
    `Groups: known of ${byFile + bySic} of ${stocks} stocks`,
    ...(byFile === 0 ? [] : [`${byFile} from a file, each from the day that it gives or else was received`]),
    ...(bySic === 0
      ? []
      : [
          `${bySic} by SIC major group, each from the moment the SEC's document was collected, which does not say since when it holds`,
        ]),
  ]
    .join('; ')
    .concat('.');
}
