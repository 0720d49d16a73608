import type { SearchPeriods } from '../data/periods.ts';
import type { PeriodEvidence } from './period-evidence.ts';
import type { TrialsReport } from './trials.ts';

/** One finalist beside all others, whatever its outcome. */
export interface Finalist {
  readonly formula: string;
  readonly hash: string;
  /** The formula is read as `sign x formula`; fixed on the discovery period. */
  readonly sign: 1 | -1;
  readonly fitness: number;
  readonly nodes: number;
  readonly lookBack: number;
  readonly turnover: number;
  readonly discovery: PeriodEvidence;
  readonly validation: PeriodEvidence;
  /** Probability that it is better on the discovery period than the best of all trials by luck. */
  readonly deflated: number | null;
  /** p-value of the validation period over all finalists, Romano and Wolf. */
  readonly familyWiseP: number;
  /** p-value by Benjamini and Yekutieli, for exploration only. */
  readonly falseDiscoveryP: number;
  /** Mean coefficient of the validation period by that of the discovery period. */
  readonly decay: number | null;
  readonly survives: boolean;
}

/** Other tests of the same question, beside the one that decides. */
export interface OtherTests {
  /** p-value of White's reality check over the finalists on the validation period. */
  readonly realityCheckP: number | null;
  /** p-value of Hansen's test, consistent form. */
  readonly superiorAbilityP: number | null;
  /** Probability of back-test overfitting over discovery and validation. */
  readonly overfitting: number | null;
}

/** A period as it was used. */
export interface PeriodReport {
  readonly start: string;
  readonly end: string;
  /** Sessions with signals. */
  readonly sessions: number;
  /** Smallest mean coefficient that would have been declared with a chance of 80 %. */
  readonly detectable: number | null;
}

/** Everything a search may report before its lock-box is opened. */
export interface SearchReport {
  readonly periods: Readonly<Record<keyof SearchPeriods, PeriodReport>>;
  readonly horizon: number;
  readonly stocks: number;
  readonly neutralTo: readonly string[];
  readonly synthetic: boolean;
  readonly trials: TrialsReport;
  readonly finalists: readonly Finalist[];
  readonly level: number;
  readonly others: OtherTests;
  readonly notes: readonly string[];
}

/** The lock-box result of a finalist. */
export interface LockboxEvidence extends PeriodEvidence {
  readonly hash: string;
  /** Mean coefficient of the lock-box by that of the discovery period. */
  readonly decay: number | null;
  /** p-value over the survivors, Romano and Wolf; null for what did not survive the validation. */
  readonly familyWiseP: number | null;
}

/** The opened lock-box of a search. */
export interface LockboxReport {
  readonly detectable: number | null;
  readonly finalists: readonly LockboxEvidence[];
}
