import { counted } from './counted.ts';
import { numberIn, type WithStatistics } from './number-in.ts';

/** The note on a run that is older than the ledger. */
export const withoutLedger = 'JUDGED WITHOUT THE LEDGER, by an older version: mine again to count what was tried.';

/** The note on a run that is older than samples. */
export const byOlderRules =
  'JUDGED BY OLDER RULES: the longest range is shown, and every range counted as a trial. Mine again for the current rules.';

/** Trials of the ledger that a run is judged against, and how many independent ones they are worth. */
export interface LedgerSize {
  readonly trials: number;
  readonly effective: number;
}

/** What of the ledger the results of a run are judged against; undefined if the run is older than the ledger. */
export function ledgerSize(summaries: readonly WithStatistics[]): LedgerSize | undefined {
  for (const summary of summaries) {
    const trials = numberIn(summary, 'ledgerTrials');
    if (trials !== undefined) return { trials, effective: numberIn(summary, 'ledgerEffectiveTrials') ?? 1 };
  }
  return undefined;
}

/** What was tried besides the results of a run, as a sentence. */
export function ledgerText(size: LedgerSize | undefined): string {
  if (size === undefined) return withoutLedger;
  const independent = counted(Math.round(size.effective), 'independent one');
  return `The ledger holds ${counted(size.trials, 'trial')} of this run and all others, worth ${independent}.`;
}
