import {
  rankInformationCoefficient,
  rateOfChange,
  regressPanelOnFactors,
  rollingMax,
  rollingMean,
  rollingMin,
  rollingStandardDeviation,
  sortedPortfolios,
  type Panel,
} from '@fm/factor-math';
import { best, normalDeviates } from './timing.ts';

/** Jobs of the numerical core, of the sizes that the peers' script uses; each returns its best seconds. */
export const mathJobs: Readonly<Record<string, () => number>> = { rolling, rank_ic: rankIc, ols, terciles };

const normal = normalDeviates(11);

function panel(days: number, stocks: number, value: () => number): Panel {
  return { days, stocks, values: Float64Array.from({ length: days * stocks }, value) };
}

function rolling(): number {
  const price = panel(3400, 800, () => 0.02 * normal());
  for (let cell = 800; cell < price.values.length; cell++) price.values[cell]! += price.values[cell - 800]!;
  price.values.forEach((value, cell) => (price.values[cell] = 100 * Math.exp(value)));
  const volume = panel(3400, 800, () => Math.exp(10 + normal()));
  return best(() => {
    for (const window of [5, 20, 60]) {
      rollingMean(price, window);
      rollingStandardDeviation(price, window);
      rollingMax(price, window);
      rollingMin(price, window);
    }
    rateOfChange(price, 20);
    rollingMean(volume, 20);
  });
}

function rankIc(): number {
  const signal = panel(3400, 800, normal);
  const returns = panel(3400, 800, normal);
  return best(() => rankInformationCoefficient(signal, returns));
}

function ols(): number {
  const [days, windows, length] = [5040, 60, 252];
  const returns = panel(days, 500, () => 0.02 * normal());
  const factors = panel(days, 26, () => 0.01 * normal());
  const spans = Array.from({ length: windows }, (_, w) => {
    const from = Math.floor((w * (days - length)) / (windows - 1));
    return { from, to: from + length - 1 };
  });
  return best(() => regressPanelOnFactors(returns, factors, spans));
}

function terciles(): number {
  const signal = panel(5040, 500, normal);
  const returns = panel(5040, 500, () => 0.02 * normal());
  const weights = panel(5040, 500, () => Math.exp(23 + normal()));
  return best(() => sortedPortfolios(signal, returns, { weights }));
}
