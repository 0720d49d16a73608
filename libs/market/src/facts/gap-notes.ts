import { isoOfDay } from '@fm/platform/time';
import { knownDelistings, type Warehouse } from '@fm/warehouse/rows';

/** Listing of a stock on a calendar. */
export interface GapsOf {
  readonly symbol: string;
  /** Sessions with a price. */
  readonly prices: number;
  /** First and last session with one, as indices of the calendar. */
  readonly first: number;
  readonly last: number;
}

/** Returns over sessions without a price, which are in no result. */
interface LeftOut {
  readonly returns: number;
  readonly mean: number;
  readonly symbol: string;
  readonly day: string;
  readonly largest: number;
}

/**
 * What a run leaves out: returns over sessions without a price, with their size, and the last returns of stocks whose prices
 * end. Where those are worse than others, results without them are too good (T. Shumway, "The delisting bias in CRSP data",
 * 1997).
 *
 * @param sessions - the calendar up to the last session of the run
 */
export async function gapNotes(
  warehouse: Warehouse,
  listings: readonly GapsOf[],
  sessions: readonly string[],
): Promise<string[]> {
  const withGaps = listings.filter(({ prices, first, last }) => last >= 0 && prices < last - first + 1);
  const ended = listings.filter(({ last }) => last >= 0 && last < sessions.length - 1);
  return [
    ...(withGaps.length === 0 ? [] : [gapNote(withGaps.length, await leftOut(warehouse, withGaps, sessions))]),
    ...(ended.length === 0 ? [] : [await endNote(warehouse, ended, sessions)]),
  ];
}

async function leftOut(
  warehouse: Warehouse,
  stocks: readonly GapsOf[],
  sessions: readonly string[],
): Promise<LeftOut | undefined> {
  const [row] = await warehouse.query<LeftOut>(
    `SELECT toUInt32(count()) AS returns, avg(abs(change)) AS mean, argMax(symbol, abs(change)) AS symbol,
       toString(argMax(date, abs(change))) AS day, argMax(change, abs(change)) AS largest
     FROM (
       SELECT symbol, date, number, adj_close / lagInFrame(adj_close) OVER ordered - 1 AS change,
         toInt64(number) - toInt64(lagInFrame(number) OVER ordered) AS distance, row_number() OVER ordered AS nth
       FROM prices_latest
       INNER JOIN (
         SELECT toDate32(session.1) AS date, session.2 AS number
         FROM (SELECT arrayJoin(arrayZip({sessions:Array(String)}, arrayEnumerate({sessions:Array(String)}))) AS session)
       ) AS calendar USING (date)
       WHERE symbol IN {symbols:Array(String)} AND adj_close IS NOT NULL
       WINDOW ordered AS (PARTITION BY symbol ORDER BY date ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
     )
     WHERE nth > 1 AND distance > 1 HAVING count() > 0`,
    { symbols: stocks.map(({ symbol }) => symbol), sessions },
  );
  return row;
}

function gapNote(stocks: number, found: LeftOut | undefined): string {
  if (found === undefined) return '';
  const { returns, mean, symbol, day, largest } = found;
  const size =
    returns === 1
      ? `it is ${percent(largest)}`
      : `their mean size is ${percent(mean, '')}, the largest ${percent(largest)}`;
  return `Gaps: ${counted(returns, 'return')} of ${counted(stocks, 'stock')} over sessions without a price ${returns === 1 ? 'is' : 'are'} left out; ${size} (${symbol}, ${day}).`;
}

async function endNote(warehouse: Warehouse, ended: readonly GapsOf[], sessions: readonly string[]): Promise<string> {
  const lastDay = new Map(ended.map(({ symbol, last }) => [symbol, sessions[last] as string]));
  const known = (await knownDelistings(warehouse, [...lastDay.keys()])).filter(
    ({ symbol, lastPriceDay }) => isoOfDay(lastPriceDay) >= (lastDay.get(symbol) as string),
  );
  const returns = known.flatMap(({ value }) => (value === null ? [] : [value]));
  const without = ended.length - new Set(known.map(({ symbol }) => symbol)).size;
  const paidOut = known.length - returns.length;
  const parts = [
    ...(returns.length === 0
      ? []
      : [
          `${counted(returns.length, 'delisting return')} ${returns.length === 1 ? 'counts' : 'count'} (mean ${percent(average(returns))})`,
        ]),
    ...(paidOut === 0 ? [] : [`${paidOut} ended by a merger or the like, without one`]),
    ...(without === 0
      ? []
      : [
          `for ${without} no delisting is known, so ${without === 1 ? 'its last return is' : 'their last returns are'} missing and results may be too good (Shumway 1997); load them with \`fm ingest delistings\``,
        ]),
  ];
  return `Delistings: the prices of ${counted(ended.length, 'stock')} end before the last session; ${parts.join('; ')}.`;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function percent(fraction: number, plus = '+'): string {
  return `${fraction > 0 ? plus : ''}${(100 * fraction).toFixed(1)} %`;
}
