import { numberIn, type WithStatistics } from './number-in.ts';

/** Fewest degrees of freedom that the t of an information coefficient is shown with. */
export const fewestDegrees = 2;

/**
 * Why an information coefficient that a run stored has no t or p-value; undefined where it has them, or has no mean.
 *
 * @param horizon - sessions of the forward return
 */
export function whyUntested(summary: WithStatistics, horizon: number): string | undefined {
  if (numberIn(summary, `ic${horizon}Mean`) === undefined) return undefined;
  const degrees = numberIn(summary, `ic${horizon}Degrees`);
  return degrees === undefined || degrees >= fewestDegrees
    ? undefined
    : `fewer than six independent periods of ${horizon} sessions`;
}
