import type { Quantity } from '../format.ts';

/** What a stored statistic is called for people, and in which unit it is. */
export interface StatisticName {
  readonly label: string;
  readonly quantity: Quantity;
}

const named: Readonly<Record<string, StatisticName>> = {
  premiumObservations: { label: 'Sessions with a factor return', quantity: 'count' },
  premiumPValue: { label: 'p-value of the premium', quantity: 'pValue' },
  premiumPValueBonferroni: { label: 'p-value of the premium, Bonferroni', quantity: 'pValue' },
  premiumPValueHolm: { label: 'p-value of the premium, Holm', quantity: 'pValue' },
  premiumPValueBenjaminiHochberg: { label: 'p-value of the premium, Benjamini-Hochberg', quantity: 'pValue' },
  premiumPValueBenjaminiYekutieli: { label: 'p-value of the premium, Benjamini-Yekutieli', quantity: 'pValue' },
  sharpePerSession: { label: 'Sharpe ratio per session', quantity: 'ratio' },
  premiumSkewness: { label: 'Skewness of the factor return', quantity: 'ratio' },
  premiumKurtosis: { label: 'Kurtosis of the factor return', quantity: 'ratio' },
  probabilisticSharpe: { label: 'Probabilistic Sharpe ratio', quantity: 'share' },
  deflatedSharpe: { label: 'Deflated Sharpe ratio', quantity: 'share' },
  trials: { label: 'Trials of the run', quantity: 'count' },
  marketAlpha: { label: 'Alpha against the market, per year', quantity: 'percent' },
  marketAlphaT: { label: 't of that alpha (Newey-West)', quantity: 'tStatistic' },
  marketBeta: { label: 'Beta against the market', quantity: 'ratio' },
  rankAutocorrelation: { label: 'Rank autocorrelation of the signal, one session', quantity: 'ratio' },
  turnover: { label: 'Turnover per session, one way', quantity: 'percent' },
  netPremium: { label: 'Premium per year after costs', quantity: 'percent' },
  famaMacBethPremium: {
    label: 'Fama-MacBeth premium per session and standard deviation of the signal',
    quantity: 'smallPercent',
  },
  famaMacBethT: { label: 't of the Fama-MacBeth premium (Newey-West)', quantity: 'tStatistic' },
};

const spanned = (prefix: string, others: string): Record<string, StatisticName> => ({
  [`${prefix}Alpha`]: { label: `Alpha beyond ${others}, per year`, quantity: 'percent' },
  [`${prefix}AlphaT`]: { label: `t of the alpha beyond ${others} (Newey-West)`, quantity: 'tStatistic' },
  [`${prefix}AlphaPValue`]: { label: `p-value of the alpha beyond ${others}`, quantity: 'pValue' },
  [`${prefix}RSquared`]: { label: `R-squared on ${others}`, quantity: 'share' },
  [`${prefix}Observations`]: { label: `Sessions of the regression on ${others}`, quantity: 'count' },
  [`${prefix}Factors`]: { label: `Factors in the regression on ${others}`, quantity: 'count' },
});

const regressions: Readonly<Record<string, StatisticName>> = {
  ...spanned('spanning', 'all other factors'),
  ...spanned('threeFactor', 'Rm_Rf, SMB and HML'),
};

const coefficientParts: Readonly<Record<string, StatisticName>> = {
  Mean: { label: 'mean', quantity: 'ratio' },
  StandardDeviation: { label: 'standard deviation', quantity: 'ratio' },
  Ratio: { label: 'mean over deviation', quantity: 'ratio' },
  T: { label: 't (overlap-aware)', quantity: 'tStatistic' },
  PValue: { label: 'p-value', quantity: 'pValue' },
};

/** Name and unit of a statistic by the key that `fm results` prints it under; an unknown key is its own name. */
export function statisticName(key: string): StatisticName {
  const known = [named, regressions].find((names) => Object.hasOwn(names, key))?.[key];
  if (known !== undefined) return known;
  const [, horizon, part = ''] = /^ic(\d+)([A-Z]\w*)$/.exec(key) ?? [];
  const coefficient = Object.hasOwn(coefficientParts, part) ? coefficientParts[part] : undefined;
  if (coefficient !== undefined) {
    return { ...coefficient, label: `Information coefficient at ${horizon} sessions, ${coefficient.label}` };
  }
  const [, group, what] = /^quantile(\d+)(Mean|T)$/.exec(key) ?? [];
  if (what === 'Mean') return { label: `Group ${group}, mean return per session`, quantity: 'smallPercent' };
  if (what === 'T') return { label: `Group ${group}, t of the mean return`, quantity: 'tStatistic' };
  return { label: key, quantity: 'ratio' };
}
