import { factorCorrelation } from '@fm/factor-math';
import { relationsOf } from '@fm/mining';
import type { Compare } from '../api/page-schemas.ts';
import type { Reader } from './reader.ts';
import type { Window } from './window.ts';

interface Series {
  readonly factor: string;
  readonly days: number[];
  readonly values: number[];
  readonly wealth: [day: number, value: number | null][];
}

const linePoints = 800;

/** How the factor returns of a run relate to each other. */
export type ComparedReturns = Pick<Compare, 'sessions' | 'factors' | 'correlations' | 'premia' | 'spanning'>;

/** Correlations, compounded premia and spanning regressions of the factor returns of a run. */
export async function compareReturns(reader: Reader, run: string, window: Window): Promise<ComparedReturns> {
  const series = await reader.rows<Series>(
    `SELECT factor, groupArray(day) AS days, groupArray(factor_return) AS values,
       largestTriangleThreeBuckets({points:UInt32})(day, wealth - 1) AS wealth
     FROM (SELECT factor, toInt32(date) AS day, factor_return,
             exp(sum(log1p(factor_return)) OVER (PARTITION BY factor ORDER BY date ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)) AS wealth
           FROM factor_returns FINAL
           WHERE run_id = {run:String} AND toString(date) >= {start:String} AND toString(date) <= {end:String}
           ORDER BY factor, date)
     GROUP BY factor ORDER BY factor`,
    { run, points: linePoints, start: window.start ?? '', end: window.end ?? '9999' },
  );
  const calendar = [...new Set(series.flatMap(({ days }) => days))].sort((a, b) => a - b);
  const row = new Map(calendar.map((day, at) => [day, at]));
  const aligned = series.map(({ days, values }) => {
    const line = new Float64Array(calendar.length).fill(NaN);
    days.forEach((day, at) => (line[row.get(day) as number] = values[at] as number));
    return line;
  });
  const factors = series.map(({ factor }) => factor);
  const matrix = factorCorrelation(aligned);
  const { statistics } = relationsOf(new Map(factors.map((factor, at) => [factor, aligned[at] as Float64Array])));
  return {
    sessions: calendar.filter((_, t) => aligned.every((line) => Number.isFinite(line[t]))).length,
    factors,
    correlations: factors.flatMap((y, a) =>
      factors.map((x, b) => ({ x, y, value: finite(matrix[a * factors.length + b] as number) })),
    ),
    premia: series.map(({ factor, wealth }) => ({
      factor,
      points: wealth.map(([day, value]) => ({ date: new Date(day * 86_400_000).toISOString().slice(0, 10), value })),
    })),
    spanning: factors.length < 2 ? [] : factors.map((factor) => spanned(factor, statistics.get(factor) ?? {})),
  };
}

function spanned(factor: string, found: Readonly<Record<string, number | null>>): Compare['spanning'][number] {
  const number = (name: string): number | null => found[name] ?? null;
  return {
    factor,
    alpha: number('spanningAlpha'),
    alphaTStat: number('spanningAlphaT'),
    alphaPValue: number('spanningAlphaPValue'),
    rSquared: number('spanningRSquared'),
    observations: number('spanningObservations') ?? 0,
    reason: number('spanningAlpha') === null ? 'no other factor but near-duplicates, or too few common sessions' : null,
  };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
