import { ambiguousRun, unknownRun } from './errors.ts';

/**
 * The one of the runs with the id, or whose id begins so.
 *
 * @throws UNKNOWN_RUN, AMBIGUOUS_RUN
 */
export function runNamed<Run extends { readonly id: string }>(runs: readonly Run[], id: string): Run {
  const found = runs.find((run) => run.id === id);
  if (found !== undefined) return found;
  const beginning = runs.filter((run) => run.id.startsWith(id));
  if (beginning.length > 1)
    throw ambiguousRun(
      id,
      beginning.map((run) => run.id),
    );
  const [only] = beginning;
  if (only === undefined) throw unknownRun(id);
  return only;
}
