import type { Market } from './market.ts';

/**
 * Return of the universe per session, weighted as the run's portfolios are: by the market capitalisation of the session
 * before, or equally. NaN on a session without a return.
 */
export function marketReturn(market: Market): Float64Array {
  const known = made.get(market) ?? computed(market);
  made.set(market, known);
  return known;
}

/** One for all factors of a market. */
const made = new WeakMap<Market, Float64Array>();

function computed(market: Market): Float64Array {
  const { days, stocks, values } = market.returns;
  return Float64Array.from({ length: days }, (_, t) => {
    let total = 0;
    let sum = 0;
    for (let i = 0; i < stocks; i++) {
      const cell = t * stocks + i;
      const value = values[cell] as number;
      if (Number.isNaN(value)) continue;
      const weight = market.marketCap === undefined ? 1 : (market.marketCap.values[cell - stocks] as number);
      if (!(weight > 0)) continue;
      total += weight;
      sum += weight * value;
    }
    return total > 0 ? sum / total : NaN;
  });
}
