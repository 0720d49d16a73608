import type { Finalist, LockboxEvidence } from './report.ts';

/** What became of a finalist. */
export type FinalistVerdict = 'rejected' | 'survives' | 'confirmed' | 'not confirmed';

/**
 * The verdict on a finalist: the validation decides whether it survives, and the lock-box, once it is open, whether it is
 * confirmed.
 *
 * @param evidence - of the lock-box; undefined while that is sealed
 * @param level - at which the opening decides
 */
export function verdictOn(
  { survives }: Pick<Finalist, 'survives'>,
  evidence: Pick<LockboxEvidence, 'familyWiseP'> | undefined,
  level: number | undefined,
): FinalistVerdict {
  if (!survives) return 'rejected';
  if (evidence === undefined || level === undefined) return 'survives';
  return (evidence.familyWiseP ?? 1) <= level ? 'confirmed' : 'not confirmed';
}
