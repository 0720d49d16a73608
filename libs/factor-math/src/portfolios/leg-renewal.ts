import type { SortedPortfolios } from './sorted-portfolios.ts';

/**
 * Share of the stocks of a leg that were not in it `lag` sessions before, per session: 0 where all were, 1 where the leg is
 * new. Stocks count once each, whatever their weight.
 *
 * @param leg - 1 for High, -1 for Low
 * @param lag - sessions, at least 1
 * @returns NaN where the leg is empty now or was then
 */
export function legRenewal(
  { days, stocks, legs }: Pick<SortedPortfolios, 'days' | 'stocks' | 'legs'>,
  leg: 1 | -1,
  lag: number,
): Float64Array {
  if (!Number.isInteger(lag) || lag < 1) throw new RangeError(`a lag is a whole number of at least 1, not ${lag}`);
  const out = new Float64Array(days).fill(NaN);
  for (let t = lag; t < days; t++) {
    const then = (t - lag) * stocks;
    let [now, before, renewed] = [0, 0, 0];
    for (let i = 0; i < stocks; i++) {
      const wasIn = legs[then + i] === leg;
      if (wasIn) before++;
      if (legs[t * stocks + i] !== leg) continue;
      now++;
      if (!wasIn) renewed++;
    }
    if (now > 0 && before > 0) out[t] = renewed / now;
  }
  return out;
}
