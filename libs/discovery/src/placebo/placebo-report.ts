import type { SearchRequest } from '../discover.ts';
import { familyWiseLevel } from '../gate/levels.ts';
import type { SearchReport } from '../gate/report.ts';

/** The outcome of one placebo search. */
export interface PlaceboOutcome {
  readonly number: number;
  /** Different formulas that it tried. They are not trials of the ledger: nothing real was tested with them. */
  readonly distinct: number;
  /** Smallest family-wise p-value of its finalists on the validation period; 1 without finalists. */
  readonly smallestP: number;
}

/** What placebo searches say about a search. */
export interface PlaceboReport {
  /** Placebo searches that have finished. */
  readonly reruns: number;
  /** Candidates that each of them drew. */
  readonly budget: number;
  /** Different formulas that they tried together; they are not trials of the ledger. */
  readonly tried: number;
  /** Those of them that declared something, where nothing is to be found. */
  readonly declared: number;
  /** p-value of the whole procedure, see {@link placeboReport}. */
  readonly p: number;
}

/** Share of the budget of a search that each of its placebo searches has. */
const share = 1 / 10;

/** The budget of each placebo search: a tenth, and enough for all proposed formulas. */
export function placeboBudget({ budget, proposed }: Pick<SearchRequest, 'budget' | 'proposed'>): number {
  return Math.max(proposed.length, Math.ceil(budget * share));
}

/** The evidence of a search as one number, which is smaller the more it claims. */
export function smallestP({ finalists }: Pick<SearchReport, 'finalists'>): number {
  return finalists.reduce((least, { familyWiseP }) => Math.min(least, familyWiseP), 1);
}

/**
 * Compares a search with its placebo searches. The p-value of the whole procedure is `(1 + k) / (1 + n)`, where k of n placebo
 * searches have a smallest family-wise p-value at most as large as that of the search (Phipson and Smyth 2010, Permutation
 * P-values Should Never Be Zero): 19 placebo searches can show 0.05 at best.
 *
 * @returns undefined without placebo searches
 */
export function placeboReport(
  request: Pick<SearchRequest, 'budget' | 'proposed'>,
  report: Pick<SearchReport, 'finalists'>,
  outcomes: readonly PlaceboOutcome[],
): PlaceboReport | undefined {
  if (outcomes.length === 0) return undefined;
  const own = smallestP(report);
  const count = (most: number): number => outcomes.filter((outcome) => outcome.smallestP <= most).length;
  return {
    reruns: outcomes.length,
    budget: placeboBudget(request),
    tried: outcomes.reduce((sum, { distinct }) => sum + distinct, 0),
    declared: count(familyWiseLevel),
    p: (1 + count(own)) / (1 + outcomes.length),
  };
}
