import { filingRevision, type Warehouse } from '@fm/warehouse/rows';
import { symbolKind } from '@fm/platform';
import { tradingCalendar, type DayCount } from '../trading-calendar.ts';
import { straysOn, type Stray } from './stray-days.ts';

/** A way to query a warehouse: its own `query`, or one with limits. */
export type Ask = Warehouse['query'];

/** Something that was refused, set aside or is missing, for one reason. */
export interface ReasonCount {
  /** Door or table: `prices`, `sec-filing`, `fundamentals`, ... */
  readonly source: string;
  readonly reason: string;
  /** `open` and `dismissed` are in quarantine; `missing` has no value. */
  readonly state: 'open' | 'replayed' | 'dismissed' | 'missing';
  readonly count: number;
}

/** The prices of one stock. */
interface Listing {
  readonly symbol: string;
  readonly first: string;
  readonly last: string;
  readonly days: number;
}

/** What a warehouse contains and lacks, on one screen. */
export interface DataState {
  readonly symbols: number;
  /** Indices, currency pairs and futures, which are not stocks. */
  readonly otherSymbols: readonly string[];
  readonly rows: number;
  /** Sessions, and the first and last of them; see {@link tradingCalendar}. */
  readonly sessions: number;
  readonly first: string;
  readonly last: string;
  /** Sessions without a price between a stock's first and last, and the stocks that have such. */
  readonly gaps: { readonly sessions: number; readonly stocks: number; readonly most: readonly string[] };
  /** Stocks with rows on days that are not sessions, and the file their prices come from. */
  readonly strays: readonly Stray[];
  /** Stocks whose prices end more than {@link staleAfterSessions} sessions before the last one, without a delisting. */
  readonly stale: readonly string[];
  readonly delistings: number;
  readonly filers: { readonly all: number; readonly withoutSymbol: number; readonly oldRules: number };
  /** Items of filings set aside because they contradict their neighbours, by item. */
  readonly implausible: readonly { readonly item: string; readonly reason: string; readonly facts: number }[];
  readonly reasons: readonly ReasonCount[];
}

/** Sessions without a price after which a series counts as stale. */
export const staleAfterSessions = 5;

/** Largest number of stocks that are named one by one. */
const namedAtMost = 10;

/** Reads the state of the data: a few queries whose answers grow only with the days and the stocks. */
export async function readDataState(ask: Ask): Promise<DataState> {
  const [days, listings, [delistings], filers, missing, aside] = await Promise.all([
    ask<DayCount>(
      `SELECT toString(date) AS day, toUInt32(uniqExact(symbol)) AS stocks FROM prices GROUP BY date ORDER BY date`,
    ),
    ask<Listing>(
      `SELECT symbol, toString(min(date)) AS first, toString(max(date)) AS last, toUInt32(uniqExact(date)) AS days
       FROM prices GROUP BY symbol ORDER BY symbol`,
    ),
    ask<{ symbols: string[] }>('SELECT groupUniqArray(symbol) AS symbols FROM delistings FINAL'),
    readFilers(ask),
    readMissing(ask),
    readAside(ask),
  ]);
  const stocks = listings.filter(({ symbol }) => symbolKind(symbol) === 'stock');
  const { sessions, strayDays } = tradingCalendar(days, listings);
  const strays = await straysOn(ask, strayDays);
  const place = new Map(sessions.map((session, t) => [session, t]));
  const strayOf = new Map(strays.map(({ symbol, days: count }) => [symbol, count]));
  const missed = stocks.map(({ symbol, first, last, days: own }) => {
    const between = (place.get(sessionOn(sessions, last)) ?? 0) - (place.get(sessionFrom(sessions, first)) ?? 0) + 1;
    return { symbol, sessions: Math.max(0, between - own + (strayOf.get(symbol) ?? 0)) };
  });
  const holed = missed.filter((one) => one.sessions > 0).sort((a, b) => b.sessions - a.sessions);
  const ended = new Set(delistings?.symbols ?? []);
  const staleBefore = sessions.at(-1 - staleAfterSessions) ?? '';
  return {
    symbols: stocks.length,
    otherSymbols: listings.map(({ symbol }) => symbol).filter((symbol) => symbolKind(symbol) !== 'stock'),
    rows: listings.reduce((sum, { days: own }) => sum + own, 0),
    sessions: sessions.length,
    first: sessions[0] ?? '',
    last: sessions.at(-1) ?? '',
    gaps: {
      sessions: holed.reduce((sum, one) => sum + one.sessions, 0),
      stocks: holed.length,
      most: holed.slice(0, namedAtMost).map((one) => `${one.symbol} (${one.sessions})`),
    },
    strays,
    stale: stocks
      .filter(({ symbol, last }) => last < staleBefore && !ended.has(symbol))
      .map(({ symbol, last }) => `${symbol} (${last})`),
    delistings: ended.size,
    filers,
    implausible: missing.filter(({ reason }) => implausible.has(reason)),
    reasons: [...aside, ...byReason(missing)],
  };
}

/** Reasons of filings by which a figure contradicts its neighbours, another filing or its own company. */
const implausible = new Set([
  ...['count_off_by_a_factor', 'average_off_by_a_factor', 'off_by_a_power_of_ten', 'count_is_zero'],
  ...['out_of_bounds', 'two_values_in_one_filing'],
]);

type Missing = { readonly item: string; readonly reason: string; readonly facts: number };

function byReason(missing: readonly Missing[]): ReasonCount[] {
  const counts = new Map<string, number>();
  for (const { reason, facts } of missing) counts.set(reason, (counts.get(reason) ?? 0) + facts);
  return [...counts]
    .map(([reason, count]) => ({ source: 'fundamentals', reason, state: 'missing' as const, count }))
    .sort((a, b) => b.count - a.count);
}

function readMissing(ask: Ask): Promise<Missing[]> {
  return ask<Missing>(
    `SELECT item, reason, toUInt32(count()) AS facts FROM fundamental_events FINAL
     WHERE value IS NULL AND reason != '' GROUP BY item, reason ORDER BY facts DESC, item, reason LIMIT 1000`,
  );
}

function readAside(ask: Ask): Promise<ReasonCount[]> {
  return ask<ReasonCount>(
    `SELECT source, code AS reason, state, toUInt32(count()) AS count FROM quarantine FINAL
     GROUP BY source, code, state ORDER BY count DESC, source, code, state LIMIT 1000`,
  );
}

async function readFilers(ask: Ask): Promise<DataState['filers']> {
  const [row] = await ask<DataState['filers']>(
    `SELECT toUInt32(count()) AS all,
       toUInt32(countIf(cik NOT IN (SELECT cik FROM companies UNION ALL SELECT cik FROM symbol_map))) AS withoutSymbol,
       (SELECT toUInt32(countIf(message != {revision:String})) FROM (
         SELECT argMax(message, version) AS message FROM ingest_log WHERE source = 'sec-filing' AND status = 'done'
         GROUP BY extract(uri, '^(.*)/[^/]+$')
       )) AS oldRules
     FROM (SELECT DISTINCT cik FROM fundamental_events)`,
    { revision: filingRevision },
  );
  return row ?? { all: 0, withoutSymbol: 0, oldRules: 0 };
}

function sessionOn(sessions: readonly string[], day: string): string {
  return sessions.findLast((session) => session <= day) ?? '';
}

function sessionFrom(sessions: readonly string[], day: string): string {
  return sessions.find((session) => session >= day) ?? '';
}
