import { rateOfChange, simpleRegression, simpleReturns, sortedPortfolios, type Panel } from '@fm/factor-math';
import { best, normalDeviates } from './timing.ts';

const days = 1320;
const stocks = 30;

/** One factor the reference way: 20-day rate of change, cap-weighted terciles, a regression per stock. Seconds. */
export function classic(): number {
  const normal = normalDeviates(11);
  const prices: Panel = { days, stocks, values: new Float64Array(days * stocks) };
  const caps: Panel = { days, stocks, values: new Float64Array(days * stocks) };
  const price = new Float64Array(stocks).fill(100);
  for (let t = 0; t < days; t++) {
    const market = 0.0004 + 0.01 * normal();
    for (let i = 0; i < stocks; i++) {
      price[i]! *= 1 + market * (0.6 + (0.8 * i) / stocks) + 0.012 * normal();
      prices.values[t * stocks + i] = price[i]!;
      caps.values[t * stocks + i] = price[i]! * 1e9;
    }
  }
  return best(() => {
    const returns = simpleReturns(prices);
    const { spread } = sortedPortfolios(rateOfChange(prices, 20), returns, { weights: caps });
    for (let i = 0; i < stocks; i++) {
      const fit = simpleRegression(
        { values: returns.values, offset: i, stride: stocks },
        { values: spread },
        { from: 0, to: days - 1 },
      );
      if (!fit.ok) throw new Error(fit.reason);
    }
  }, 20);
}
