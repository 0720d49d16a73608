/** Parts of a report, in the order in which they are read. */
export const statisticSections = [
  'premium',
  'trials',
  'against the market and other factors',
  'information coefficient',
  'groups of the sort',
  'cross-section',
  'trading',
  'entries into a leg',
  'regressions of the stocks',
] as const;

/** What a statistic of a summary is. */
export interface StatisticText {
  readonly section: (typeof statisticSections)[number];
  readonly label: string;
  readonly unit: 'fraction a year' | 'fraction' | 'fraction a session' | 't' | 'p' | 'probability' | 'number' | 'count';
  /** How it was estimated; empty where there is nothing to choose. */
  readonly estimator: string;
}

type Row = readonly [
  name: string,
  section: StatisticText['section'],
  label: string,
  unit: StatisticText['unit'],
  estimator: string,
];

const market = 'against the market and other factors';
const cosines = 'equal-weighted cosines, Student t (Lazarus et al. 2018)';
/** Of the coefficients of a horizon of h sessions. */
const overlapping = `${cosines}, at most n / 4 h cosines, no test of n below 6 h`;
const jointCosines = 'equal-weighted cosines, F (Sun 2013)';
const exSelf = 'OLS on the factor return without the own position of the stock';
const onMarket = 'OLS on the market less the risk-free rate';
const onOthers = 'OLS on one factor of each other cluster (|correlation| of 0.7 and more)';
const ledgerClusters = 'clusters of |correlation| 0.7 (Lopez de Prado and Lewis 2019)';
const onThree = 'OLS on Rm_Rf, SMB, HML';

const rows: readonly Row[] = [
  ['premiumObservations', 'premium', 'sessions with a factor return', 'count', ''],
  ['premiumT', 'premium', 't of the premium, of the p-value', 't', cosines],
  ['premiumPValue', 'premium', 'p-value of the premium, two-sided', 'p', cosines],
  ['premiumLow', 'premium', '95 % interval of the premium, from', 'fraction a year', cosines],
  ['premiumHigh', 'premium', '95 % interval of the premium, to', 'fraction a year', cosines],
  ['sharpePerSession', 'premium', 'Sharpe ratio per session', 'number', 'mean over standard deviation (n - 1)'],
  ['premiumSkewness', 'premium', 'skewness of the factor return', 'number', 'moments over n'],
  ['premiumKurtosis', 'premium', 'kurtosis of the factor return (3 = normal)', 'number', 'moments over n'],
  [
    'probabilisticSharpe',
    'premium',
    'probability that the Sharpe ratio is above 0',
    'probability',
    'Bailey and Lopez de Prado (2012)',
  ],
  ['trials', 'trials', 'factors tried in this run', 'count', ''],
  [
    'deflatedSharpe',
    'trials',
    'confidence that the true Sharpe ratio is above the best of as many worthless trials',
    'probability',
    'deflated Sharpe ratio, Bailey and Lopez de Prado (2014)',
  ],
  [
    'sharpeAboveLuck',
    'trials',
    'the same, if the trials vary as worthless ones do',
    'probability',
    'variance 1 / n of the Sharpe ratio',
  ],
  ['premiumPValueBonferroni', 'trials', 'p-value, Bonferroni', 'p', 'over all trials'],
  ['premiumPValueHolm', 'trials', 'p-value, Holm', 'p', 'over all trials'],
  ['premiumPValueBenjaminiHochberg', 'trials', 'p-value, Benjamini-Hochberg', 'p', 'over all trials'],
  ['premiumPValueBenjaminiYekutieli', 'trials', 'p-value, Benjamini-Yekutieli', 'p', 'over all trials'],
  [
    'ledgerTrials',
    'trials',
    'trials in the ledger, of this run and all others',
    'count',
    'distinct ones of the family',
  ],
  ['ledgerEffectiveTrials', 'trials', 'independent ones that they are worth', 'number', ledgerClusters],
  [
    'premiumPValueLedger',
    'trials',
    'p-value against the ledger',
    'p',
    'Benjamini-Hochberg over all trials of the ledger',
  ],
  ['deflatedSharpeLedger', 'trials', 'the confidence above, against the ledger', 'probability', ledgerClusters],
  [
    'sharpeAboveLuckLedger',
    'trials',
    'the same, if its trials vary as worthless ones do',
    'probability',
    ledgerClusters,
  ],
  ['marketAlpha', market, 'alpha against the market', 'fraction a year', onMarket],
  ['marketAlphaT', market, 't of alpha against the market', 't', cosines],
  ['marketAlphaPValue', market, 'p-value of that alpha', 'p', cosines],
  ['marketBeta', market, 'beta against the market', 'number', onMarket],
  ['threeFactorAlpha', market, 'alpha against market, size and value', 'fraction a year', onThree],
  ['threeFactorAlphaT', market, 't of that alpha', 't', cosines],
  ['threeFactorAlphaPValue', market, 'p-value of that alpha', 'p', cosines],
  ['threeFactorRSquared', market, 'R2 of market, size and value', 'fraction', onThree],
  ['spanningAlpha', market, 'alpha beyond the other factors', 'fraction a year', onOthers],
  ['spanningAlphaT', market, 't of alpha beyond the other factors', 't', cosines],
  ['spanningAlphaPValue', market, 'p-value of that alpha', 'p', cosines],
  ['spanningRSquared', market, 'R2 of the other factors', 'fraction', onOthers],
  ['spanningFactors', market, 'other factors in the regression', 'count', 'one for each cluster of near-duplicates'],
  ['spanningObservations', market, 'sessions in the regression', 'count', ''],
  ['groupAlphasF', 'groups of the sort', 'F that no group has an alpha against the market', 'number', jointCosines],
  ['groupAlphasPValue', 'groups of the sort', 'p-value of that F', 'p', jointCosines],
  ['grsStatistic', 'groups of the sort', 'GRS statistic of the groups', 'number', 'Gibbons, Ross and Shanken (1989)'],
  [
    'famaMacBethPremium',
    'cross-section',
    'premium of one standard deviation of the signal',
    'fraction a session',
    'Fama-MacBeth (1973)',
  ],
  ['famaMacBethT', 'cross-section', 't of that premium', 't', cosines],
  ['famaMacBethDegrees', 'cross-section', 'degrees of freedom of that t', 'count', cosines],
  ['famaMacBethPValue', 'cross-section', 'p-value of that premium', 'p', cosines],
  [
    'twoPassPremium',
    'cross-section',
    'price of a beta of 1 on the factor',
    'fraction a session',
    'two-pass Fama-MacBeth, betas on the factor return without the stock, of the other half of the range',
  ],
  ['twoPassT', 'cross-section', 't of that price', 't', cosines],
  ['twoPassPValue', 'cross-section', 'p-value of that price', 'p', cosines],
  ['twoPassAssets', 'cross-section', 'stocks with a beta', 'count', ''],
  ['significantExSelf', 'cross-section', 'stocks with p below 5 %, own position left out', 'count', exSelf],
  [
    'significantExSelfAdjusted',
    'cross-section',
    'stocks with p below 5 %, own position left out, adjusted',
    'count',
    `${exSelf}; Benjamini-Hochberg`,
  ],
  ['rankAutocorrelation', 'trading', 'rank autocorrelation of the signal', 'number', 'Spearman, one session'],
  ['turnover', 'trading', 'turnover a session, one way', 'fraction', 'value traded in both legs over 4'],
  ['tradingCost', 'trading', 'trading cost', 'fraction a year', "at the run's cost per value traded"],
  [
    'netPremium',
    'trading',
    'premium after costs for the holder of the side that pays',
    'fraction a year',
    'absolute premium less trading cost',
  ],
];

const texts = new Map(
  rows.map(([name, section, label, unit, estimator]): [string, StatisticText] => [
    name,
    { section, label, unit, estimator },
  ]),
);

/** Heading in a table of its own, empty for no column there; label, unit, estimator. */
type SeriesRow = readonly [heading: string, label: string, unit: StatisticText['unit'], estimator: string];

const icTexts: Readonly<Record<string, SeriesRow>> = {
  Mean: ['rank IC', 'mean', 'number', 'Spearman'],
  StandardDeviation: ['deviation', 'standard deviation', 'number', 'n - 1'],
  Ratio: ['ratio', 'mean over standard deviation', 'number', 'per session, not annualised'],
  PositiveShare: ['positive', 'share of sessions above 0', 'fraction', 'of the sessions that have one'],
  T: ['t', 't', 't', overlapping],
  Degrees: ['', 'degrees of freedom of t', 'count', cosines],
  PValue: ['p', 'p-value', 'p', overlapping],
};

const groupTexts: Readonly<Record<string, SeriesRow>> = {
  Mean: ['mean return', 'mean return', 'fraction a session', 'arithmetic mean'],
  T: ['t', 't', 't', cosines],
  Degrees: ['', 'degrees of freedom of t', 'count', cosines],
  PValue: ['p', 'p-value', 'p', cosines],
};

const entryTexts: Readonly<Record<string, readonly [string, StatisticText['unit'], string]>> = {
  Events: ['entries with all their sessions in the range', 'count', ''],
  Before: ['return of the ten sessions before', 'fraction', 'market-adjusted, mean over entries'],
  After: ['return of the entry session and the ten after', 'fraction', 'market-adjusted, mean per session'],
  AfterT: ['t of the return after', 't', cosines],
  AfterPValue: ['p-value of the return after', 'p', cosines],
};

/**
 * Statistics that each horizon has, `ic5Mean` and so on, and each group of the sort, `quantile1Mean`: name and heading.
 */
export const statisticsOfSeries = { ic: headings(icTexts), quantile: headings(groupTexts) } as const;

function headings(rows: Readonly<Record<string, SeriesRow>>): readonly (readonly [name: string, heading: string])[] {
  return Object.entries(rows).map(([name, [heading]]) => [name, heading]);
}

/** What a statistic is, by its name in a summary; undefined for a name that no run writes. */
export function statisticText(name: string): StatisticText | undefined {
  const known = texts.get(name);
  if (known !== undefined) return known;
  const [, horizon, ic] = /^ic(\d+)(\w+)$/.exec(name) ?? [];
  const icText = icTexts[ic ?? ''];
  if (icText !== undefined) {
    const [, label, unit, estimator] = icText;
    return {
      ...{ section: 'information coefficient', unit, estimator },
      label: `rank IC at ${horizon} sessions, ${label}`,
    };
  }
  const [, group, what] = /^quantile(\d+)(\w+)$/.exec(name) ?? [];
  const groupText = groupTexts[what ?? ''];
  if (groupText !== undefined) {
    const [, label, unit, estimator] = groupText;
    return { section: 'groups of the sort', label: `group ${group}, ${label}`, unit, estimator };
  }
  const [, leg, entry] = /^enters(High|Low)(\w+)$/.exec(name) ?? [];
  const entryText = entryTexts[entry ?? ''];
  if (entryText === undefined) return undefined;
  const [label, unit, estimator] = entryText;
  return { section: 'entries into a leg', label: `${leg}: ${label}`, unit, estimator };
}
