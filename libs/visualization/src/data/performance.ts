import type { Performance } from '../api/factor-schemas.ts';
import type { Window } from './window.ts';
import type { Reader } from './reader.ts';

const [earliest, latest] = ['1900-01-01', '2299-12-31'];

type Point = [day: number, value: number | null];
interface Thinned {
  readonly sessions: number;
  readonly longShort: Point[];
  readonly high: Point[];
  readonly low: Point[];
  readonly drawdown: Point[];
  readonly rolling: Point[];
}

/**
 * Compounded returns of the long-short portfolio and its legs, drawdown and rolling premium, each line thinned in the
 * database to at most `points` (largest triangle three buckets; Steinarsson, 2013, "Downsampling Time Series for Visual
 * Representation"). The rolling premium reaches back before the window.
 *
 * @param points - most points of a line
 * @param visible - part of the window whose points are wanted; the lines still begin at the window's start
 */
export async function readPerformance(
  reader: Reader,
  run: string,
  factor: string,
  window: Window,
  points: number,
  visible: Window = window,
): Promise<Omit<Performance, 'run' | 'factor'>> {
  const isVisible = 'day >= toInt32(toDate32({from:String})) AND day <= toInt32(toDate32({to:String}))';
  const thin = (column: string) => `largestTriangleThreeBucketsIf({points:UInt32})(day, ${column}, ${isVisible})`;
  const [row] = await reader.rows<Thinned>(
    `SELECT toUInt32(count()) AS sessions, ${thin('total')} AS longShort, ${thin('top')} AS high, ${thin('bottom')} AS low,
       ${thin('wealth / greatest(peak, 1) - 1')} AS drawdown,
       largestTriangleThreeBucketsIf({points:UInt32})(day, year_mean, position >= 252 AND ${isVisible}) AS rolling
     FROM (
       SELECT *, wealth - 1 AS total, max(wealth) OVER (ORDER BY day) AS peak FROM (
         SELECT day, year_mean, position, exp(sum(log1p(factor_return)) OVER before) AS wealth,
           exp(sum(log1p(high)) OVER before) - 1 AS top, exp(sum(log1p(low)) OVER before) - 1 AS bottom
         FROM (
           SELECT toInt32(date) AS day, high, low, factor_return,
             252 * avg(factor_return) OVER (ORDER BY date ROWS BETWEEN 251 PRECEDING AND CURRENT ROW) AS year_mean,
             row_number() OVER (ORDER BY date) AS position
           FROM factor_returns FINAL WHERE run_id = {run:String} AND factor = {factor:String})
         WHERE day >= toInt32(toDate32({start:String})) AND day <= toInt32(toDate32({end:String}))
         WINDOW before AS (ORDER BY day ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)))`,
    {
      ...{ run, factor, points, start: window.start ?? earliest, end: window.end ?? latest },
      ...{ from: visible.start ?? earliest, to: visible.end ?? latest },
    },
  );
  const line = (thinned: Point[] | undefined) =>
    (thinned ?? []).map(([day, value]) => ({ date: new Date(day * 86_400_000).toISOString().slice(0, 10), value }));
  return {
    sessions: row?.sessions ?? 0,
    longShort: line(row?.longShort),
    high: line(row?.high),
    low: line(row?.low),
    drawdown: line(row?.drawdown),
    rollingPremium: line(row?.rolling),
  };
}
