/** What decides every draw of a search. */
export interface SearchPlan {
  /** Two 32-bit numbers of the hash of the run. */
  readonly key: readonly [number, number];
  readonly horizon: number;
  readonly islands: number;
  readonly epochs: number;
  /** Candidates that an island draws in an epoch. */
  readonly slots: number;
  /** Formulas that a person or a model proposed; they are drawn first. */
  readonly proposed: readonly string[];
  /** Share of all trials, chosen by hash, whose formulas are kept for statistics on all of them. */
  readonly sampleShare: number;
}

/** Trials whose formulas are kept, about. */
const sampled = 128;

/** Most candidates that an island draws in an epoch. */
const mostSlots = 500;

/** Epochs that a small search still has, so that its islands learn from each other. */
const fewestEpochs = 5;

/** How a budget of candidates is spread over islands and epochs. */
export function spreadBudget(
  budget: number,
  islands: number,
): Pick<SearchPlan, 'islands' | 'epochs' | 'slots' | 'sampleShare'> {
  const perIsland = Math.ceil(budget / islands);
  const slots = Math.max(1, Math.min(mostSlots, Math.ceil(perIsland / fewestEpochs)));
  return { islands, epochs: Math.ceil(perIsland / slots), slots, sampleShare: Math.min(1, sampled / budget) };
}

/** Epochs of which all small formulas are the candidates, at most: the first half. */
export function enumeratedSlots({ islands, epochs, slots }: SearchPlan): number {
  return Math.max(1, Math.ceil(epochs / 2)) * islands * slots;
}
