import type { NumberTable } from './number-entry.ts';

/** What is measured of a factor among all factors of its run; NaN is missing. */
export interface MeasuredTrial {
  /** Factors of the run with a premium in the sample. */
  readonly trials: number;
  /** Deflated Sharpe ratio with the variance across the trials of the run. */
  readonly deflated: number;
  /** The same with the variance of worthless trials. */
  readonly aboveLuck: number;
  /** p-value of the premium, adjusted over all trials. */
  readonly bonferroni: number;
  readonly holm: number;
  readonly benjaminiHochberg: number;
  readonly benjaminiYekutieli: number;
}

const section = 'trials';

/** Numbers that follow from the number of trials of a run. */
export const trialNumbers: NumberTable<MeasuredTrial> = {
  trials: {
    ...{ section, label: 'factors tried in this run', unit: 'count', estimator: '' },
    of: ({ trials }) => trials,
  },
  deflatedSharpe: {
    ...{ section, label: 'confidence that the true Sharpe ratio is above the best of as many worthless trials' },
    ...{ unit: 'probability', estimator: 'deflated Sharpe ratio, Bailey and Lopez de Prado (2014)' },
    of: ({ deflated }) => deflated,
  },
  sharpeAboveLuck: {
    ...{ section, label: 'the same, if the trials vary as worthless ones do', unit: 'probability' },
    estimator: 'variance 1 / n of the Sharpe ratio',
    of: ({ aboveLuck }) => aboveLuck,
  },
  premiumPValueBonferroni: {
    ...{ section, label: 'p-value, Bonferroni', unit: 'p', estimator: 'over all trials' },
    of: ({ bonferroni }) => bonferroni,
  },
  premiumPValueHolm: {
    ...{ section, label: 'p-value, Holm', unit: 'p', estimator: 'over all trials' },
    of: ({ holm }) => holm,
  },
  premiumPValueBenjaminiHochberg: {
    ...{ section, label: 'p-value, Benjamini-Hochberg', unit: 'p', estimator: 'over all trials' },
    of: ({ benjaminiHochberg }) => benjaminiHochberg,
  },
  premiumPValueBenjaminiYekutieli: {
    ...{ section, label: 'p-value, Benjamini-Yekutieli', unit: 'p', estimator: 'over all trials' },
    of: ({ benjaminiYekutieli }) => benjaminiYekutieli,
  },
};

/** What is measured of a factor among all trials of the ledger; NaN is missing. */
export interface MeasuredInLedger {
  /** Distinct trials of the family. */
  readonly trials: number;
  readonly effectiveTrials: number;
  /** p-value of the premium, adjusted over all trials of the family. */
  readonly pValue: number;
  /** Deflated Sharpe ratio with the variance and the effective number of trials of the family. */
  readonly deflated: number;
  /** The same with the variance of worthless trials. */
  readonly aboveLuck: number;
}

const ledgerClusters = 'clusters of |correlation| 0.7 (Lopez de Prado and Lewis 2019)';

/** Numbers that follow from the trials of all runs. */
export const ledgerNumbers: NumberTable<MeasuredInLedger> = {
  ledgerTrials: {
    ...{ section, label: 'trials in the ledger, of this run and all others', unit: 'count' },
    estimator: 'distinct ones of the family',
    of: ({ trials }) => trials,
  },
  ledgerEffectiveTrials: {
    ...{ section, label: 'independent ones that they are worth', unit: 'number', estimator: ledgerClusters },
    of: ({ effectiveTrials }) => effectiveTrials,
  },
  premiumPValueLedger: {
    ...{ section, label: 'p-value against the ledger', unit: 'p' },
    estimator: 'Benjamini-Hochberg over all trials of the ledger',
    of: ({ pValue }) => pValue,
  },
  deflatedSharpeLedger: {
    ...{ section, label: 'the confidence above, against the ledger', unit: 'probability', estimator: ledgerClusters },
    of: ({ deflated }) => deflated,
  },
  sharpeAboveLuckLedger: {
    ...{ section, label: 'the same, if its trials vary as worthless ones do', unit: 'probability' },
    estimator: ledgerClusters,
    of: ({ aboveLuck }) => aboveLuck,
  },
};
