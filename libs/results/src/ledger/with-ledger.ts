import { deflatedSharpeOf, worthlessVariance } from './deflated-sharpe.ts';
import { numbersOf } from '../evidence/numbers/number-entry.ts';
import { ledgerNumbers } from '../evidence/numbers/trial-numbers.ts';
import { numberIn, type WithStatistics } from '../evidence/number-in.ts';
import type { LedgerStanding } from './ledger-totals.ts';

/** A result that the ledger adds to. */
interface Judged extends WithStatistics {
  readonly role: string;
  readonly premium: number | null;
}

/**
 * Adds to the results over a sample what follows from the ledger. It is computed whenever a run is read: the ledger
 * grows after the run, and what is stored of a run does not depend on what else was tried.
 *
 * - `ledgerTrials`, `ledgerEffectiveTrials`: see {@link LedgerStanding}
 * - `premiumPValueLedger`: Benjamini and Hochberg's over all trials of the family, where those of other runs count as if
 *   they had shown nothing: the adjusted p of the run times trials of the family over trials of the run. It never falls as
 *   trials are added
 * - `deflatedSharpeLedger`: the deflated Sharpe ratio with the variance and the effective number of trials of the family
 * - `sharpeAboveLuckLedger`: the same where the trials vary as worthless ones do
 *
 * @param standing - absent for a run that is older than the ledger: nothing is added
 */
export function withLedger<Summary extends Judged>(
  summaries: readonly Summary[],
  standing: LedgerStanding | undefined,
): Summary[] {
  return summaries.map((summary) => {
    const ofRun = numberIn(summary, 'trials');
    if (standing === undefined || summary.role !== 'sample' || summary.premium === null || ofRun === undefined)
      return summary;
    const { effective, variance } = standing;
    const trials = Math.max(standing.trials, ofRun);
    const inRun = numberIn(summary, 'premiumPValueBenjaminiHochberg');
    const added = numbersOf(ledgerNumbers, {
      trials,
      effectiveTrials: effective,
      pValue: inRun === undefined ? NaN : Math.min(1, (inRun * trials) / ofRun),
      deflated: deflatedSharpeOf(summary, effective, variance),
      aboveLuck: deflatedSharpeOf(summary, effective, worthlessVariance),
    });
    return { ...summary, statistics: { ...summary.statistics, ...added } };
  });
}
