import { findRun, type RunRecord } from '@fm/results/read';
import { holdoutState } from '@fm/results/evidence';
import type { RunRequest } from '@fm/results';
import type { RunLabel } from '@fm/results/labels';
import type { Warehouse } from '@fm/warehouse';
import { noteNewer } from './note-newer-run.ts';
import { note, type Column } from './output.ts';

/** What every list of runs shows about a run: its name, and what was requested. */
interface ListedRun extends RunLabel {
  readonly request: RunRequest;
  readonly openedOn: readonly string[];
}

/** Name and marks of a run. */
export const labelColumns: readonly Column<ListedRun>[] = [
  { heading: 'name', cell: ({ name }) => name },
  { heading: 'mark', cell: markOf },
];

/** What was requested of a run. */
export const requestColumns: readonly Column<ListedRun>[] = [
  {
    heading: 'factors',
    cell: ({ request }) => request.factors.join(' '),
    text: ({ request }) => shortList(request.factors),
  },
  { heading: 'ranges', cell: ({ request }) => request.ranges },
  {
    heading: 'universe',
    cell: ({ request }) => request.universe,
    text: ({ request }) => shortList(request.universe.split(',')),
  },
  { heading: 'hold-out', cell: ({ request, openedOn }) => holdoutState(request.holdout ?? '', openedOn) },
];

/** Other labels of a run. */
export const noteColumn: Column<ListedRun> = { heading: 'note', extra: true, cell: (run) => run.note };

/** Runs of a list: archived ones only where all are asked for; says how many are left out. */
export function listedRuns<Run extends RunLabel>(runs: readonly Run[], all: boolean): readonly Run[] {
  if (all) return runs;
  const listed = runs.filter(({ archived }) => !archived);
  const hidden = runs.length - listed.length;
  if (hidden > 0) note(`${hidden} archived ${hidden === 1 ? 'run is' : 'runs are'} left out; --all lists them too`);
  return listed;
}

/** The run that is named, or the one that is shown if no run is; see {@link noteNewer}. */
export async function chosenRun(warehouse: Warehouse, id?: string): Promise<RunRecord> {
  const run = await findRun(warehouse, id);
  noteNewer(run);
  return run;
}

function markOf({ pinned, archived }: RunLabel): string {
  return pinned ? 'pinned' : archived ? 'archived' : '';
}

function shortList(names: readonly string[]): string {
  return names.length <= 4 ? names.join(' ') : `${names.slice(0, 3).join(' ')} and ${names.length - 3} more`;
}
