import { numberIn, type WithStatistics } from './number-in.ts';

/**
 * How far a factor's premium can be believed, from most to least, and what each word means. The p-values are those of the
 * mean long-short return (Newey-West); the adjustment is Benjamini and Hochberg's over all trials of the run.
 */
export const beliefRules = {
  believe: 'p below 5 % after Benjamini-Hochberg over all trials of the run',
  unsure: 'p below 5 % alone, not after the adjustment for the number of trials',
  'no evidence': 'p not below 5 %',
  'no result': 'there is no factor return to judge',
} as const;

export type Belief = keyof typeof beliefRules;

/** The words, most believable first. */
export const beliefs = Object.keys(beliefRules) as readonly Belief[];

/** How many factors each word was said of, e.g. `7 believe, 6 unsure, 13 no evidence`; words said of none are left out. */
export function countBeliefs(verdicts: readonly { readonly belief: Belief }[]): string {
  return beliefs
    .map((word) => ({ word, count: verdicts.filter(({ belief }) => belief === word).length }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${count} ${word}`)
    .join(', ');
}

/** Whether the p-value of the premium stays below 5 % after Benjamini and Hochberg's adjustment over all trials. */
export function isBelieved(summary: WithStatistics): boolean {
  return (numberIn(summary, 'premiumPValueBenjaminiHochberg') ?? 1) < 0.05;
}
