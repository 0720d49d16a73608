import { annualisedVolatility, rollingBeta, rollingSharpe, sessionsPerYear, underWater } from '@fm/factor-math';
import type { SheetSeries } from './sheet-data.ts';

/** Lines that are computed from the returns of a book and of its universe, over all sessions. */
export interface DerivedSeries {
  /** Wealth over its highest so far, minus 1: of the book, then of the universe. */
  readonly underWater: readonly SheetSeries[];
  /** Over the last 252 sessions; NaN before there are as many. */
  readonly sharpe: readonly SheetSeries[];
  readonly beta: readonly SheetSeries[];
  readonly volatility: readonly SheetSeries[];
}

/** Apart from the charts, which the browser draws too: the numerics do not belong on a page. */
export function derivedSeries(net: SheetSeries, benchmark: SheetSeries): DerivedSeries {
  const each = (of: (returns: Float64Array) => Float64Array) =>
    [net, benchmark].map(({ name, returns }) => ({ name, returns: of(returns) }));
  return {
    underWater: each((returns) => underWater(returns)),
    sharpe: each((returns) => rollingSharpe(returns, sessionsPerYear)),
    beta: [{ name: net.name, returns: rollingBeta(net.returns, benchmark.returns, sessionsPerYear) }],
    volatility: each(rollingVolatility),
  };
}

function rollingVolatility(returns: Float64Array): Float64Array {
  return returns.map((_, t) =>
    t + 1 < sessionsPerYear ? NaN : annualisedVolatility(returns.subarray(t + 1 - sessionsPerYear, t + 1)),
  );
}
