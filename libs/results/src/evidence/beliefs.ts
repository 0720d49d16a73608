import { numberIn, type WithStatistics } from './number-in.ts';

/**
 * How far a factor's premium can be believed, from most to least, and the rule of each word. The verdict is on the
 * sample: all sessions that the run was asked for, without the hold-out. The p-value is that of the mean long-short
 * return, by cosines; a trial is a factor with its settings, whatever date ranges it is shown over; the adjustment is
 * Benjamini and Hochberg's over all trials of the ledger, where those of other runs count as if they had shown nothing.
 */
export const beliefRules = {
  believe:
    'p below 5 % after the adjustment for all trials of the ledger, a Sharpe ratio above the best that as many worthless factors are expected to show, a premium that survives costs, and no opened hold-out with the other sign',
  'believe, not tradable': 'the same, but costs take the whole premium of the paying side',
  unsure:
    'p below 5 %, but not after the adjustment, or with a Sharpe ratio no higher than the best of as many worthless factors is expected to show, or with the other sign in the hold-out',
  'no evidence': 'p not below 5 %',
  'no answer': 'there is no long-short return to test, for the reason shown',
} as const;

export type Belief = keyof typeof beliefRules;

/** The words, most believable first. */
export const beliefs = Object.keys(beliefRules) as readonly Belief[];

/**
 * How many factors got each verdict, e.g. `7 believe, 6 unsure, 13 no evidence`; verdicts that none got are left out.
 */
export function countBeliefs(verdicts: readonly { readonly belief: Belief }[]): string {
  return beliefs
    .map((word) => ({ word, count: verdicts.filter(({ belief }) => belief === word).length }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${count} ${word}`)
    .join('; ');
}

/**
 * Whether the p-value of the premium stays below 5 % after the adjustment over all trials: of the ledger, of older runs
 * of the run.
 */
export function survivesTrials(summary: WithStatistics): boolean {
  return (adjustedP(summary) ?? 1) < 0.05;
}

/** The p-value adjusted for everything tried; for runs older than the ledger, adjusted for what the run tried. */
export function adjustedP(summary: WithStatistics): number | undefined {
  return numberIn(summary, 'premiumPValueLedger') ?? numberIn(summary, 'premiumPValueBenjaminiHochberg');
}

/** The deflated Sharpe ratio over everything tried; for runs older than the ledger, over what the run tried. */
export function deflatedSharpe(summary: WithStatistics): number | undefined {
  return numberIn(summary, 'deflatedSharpeLedger') ?? numberIn(summary, 'deflatedSharpe');
}
