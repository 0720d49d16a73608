import { annualisedVolatility, rollingBeta, rollingSharpe, sessionsPerYear, underWater } from '@fm/factor-math';
import type { SheetSeries } from './sheet-data.ts';

/** Lines that are computed from the returns of a book and of its universe, over all sessions. */
export interface DerivedSeries {
  /** Wealth over its highest so far, minus 1: of the book, then of the universe. */
  readonly underWater: readonly SheetSeries[];
  /** Over the last 252 sessions that have a return; NaN before there are as many. */
  readonly sharpe: readonly SheetSeries[];
  readonly beta: readonly SheetSeries[];
  readonly volatility: readonly SheetSeries[];
}

/** Apart from the charts, which the browser draws too: the numerics do not belong on a page. */
export function derivedSeries(net: SheetSeries, benchmark: SheetSeries): DerivedSeries {
  const each = (of: (returns: Float64Array) => Float64Array) =>
    [net, benchmark].map(({ name, returns }) => ({ name, returns: whereThere([returns], ([own]) => of(own!)) }));
  return {
    underWater: each((returns) => underWater(returns)),
    sharpe: each((returns) => rollingSharpe(returns, sessionsPerYear)),
    beta: [
      {
        name: net.name,
        returns: whereThere([net.returns, benchmark.returns], ([own, other]) =>
          rollingBeta(own!, other!, sessionsPerYear),
        ),
      },
    ],
    volatility: each(rollingVolatility),
  };
}

/** A rolling figure over the sessions on which all series have a return, NaN on the others: one gap does not blank a year. */
function whereThere(
  series: readonly Float64Array[],
  of: (there: readonly Float64Array[]) => Float64Array,
): Float64Array {
  const isThere = (t: number): boolean => series.every((values) => Number.isFinite(values[t]));
  const found = of(series.map((values) => values.filter((_, t) => isThere(t))));
  let at = 0;
  return (series[0] as Float64Array).map((_, t) => (isThere(t) ? (found[at++] as number) : NaN));
}

function rollingVolatility(returns: Float64Array): Float64Array {
  return returns.map((_, t) =>
    t + 1 < sessionsPerYear ? NaN : annualisedVolatility(returns.subarray(t + 1 - sessionsPerYear, t + 1)),
  );
}
