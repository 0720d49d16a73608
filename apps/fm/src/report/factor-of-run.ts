import { readRequest } from '@fm/mining';
import type { RunRecord } from '@fm/results/read';

/**
 * The factor of a run that is named, in whatever case; else a factor of the catalogue, also by an alias.
 *
 * @throws REFUSED_REQUEST for a name that is neither
 */
export function factorIn({ request }: Pick<RunRecord, 'request'>, name: string): string {
  const own = request.factors.find((factor) => factor.toLowerCase() === name.toLowerCase());
  return own ?? (readRequest({ factors: name }).factors as [string])[0];
}
