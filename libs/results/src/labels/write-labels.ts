import type { Clock } from '@fm/platform';
import { nextVersion, runLabelsTable, type Warehouse } from '@fm/warehouse/rows';
import { notShowable, refusedLabel } from './errors.ts';
import { ownHoldouts } from './own-holdouts.ts';
import { readRunLabels } from './run-labels.ts';

/** Most characters of a name and of a note. */
export const longestName = 80;
export const longestNote = 2000;

/** The new labels of a run; what is absent is unchanged. An empty text removes a name or note. */
export interface LabelChange {
  readonly name?: string;
  readonly note?: string;
  /** Pins it in place of any other, or unpins it. */
  readonly pinned?: boolean;
  /** Archives it with the runs of its hold-out, which also unpins it, or restores them. */
  readonly archived?: boolean;
}

type Writing = Pick<Warehouse, 'query' | 'insert'>;

/**
 * A change as it is stored: texts trimmed.
 *
 * @throws REFUSED_LABEL when a name or note is too long, or a name is more than one line
 */
export function checkedLabels({ name, note, ...rest }: LabelChange): LabelChange {
  const checked = {
    ...(name !== undefined && { name: name.trim() }),
    ...(note !== undefined && { note: note.trim() }),
  };
  if ((checked.name ?? '').length > longestName) throw refusedLabel('name', `has more than ${longestName} characters`);
  if (/[\u0000-\u001f\u007f]/.test(checked.name ?? '')) throw refusedLabel('name', 'is more than one line of text');
  if ((checked.note ?? '').length > longestNote) throw refusedLabel('note', `has more than ${longestNote} characters`);
  return { ...rest, ...checked };
}

/**
 * Labels a run. Repeating it changes nothing that is shown; earlier names and notes stay in the table.
 *
 * @param run - the run; one that is not complete cannot be pinned
 * @throws REFUSED_LABEL, see {@link checkedLabels}; RUN_NOT_SHOWABLE when it is to be pinned and is not complete or is archived
 */
export async function labelRun(
  warehouse: Writing,
  run: { readonly id: string; readonly status?: string },
  change: LabelChange,
  clock: Clock,
): Promise<void> {
  const { name, note, pinned, archived } = checkedLabels(change);
  const known = await readRunLabels(warehouse);
  const label = known.of(run.id);
  if (pinned === true && run.status !== 'succeeded') throw notShowable(run.id, 'is not complete');
  if (pinned === true && (archived ?? label.archived)) throw notShowable(run.id, 'is archived');
  const together = archived === undefined ? [] : [run.id, ...(await ownHoldouts(warehouse, run.id))];
  const isUnpinned = (label.pinned && pinned === false) || (archived === true && together.includes(known.pinnedRun));
  await say(
    warehouse,
    [
      ...(name === undefined ? [] : [{ run_id: run.id, what: 'name', value: name }]),
      ...(note === undefined ? [] : [{ run_id: run.id, what: 'note', value: note }]),
      ...together.map((id) => ({ run_id: id, what: 'archived', value: archived === true ? 'yes' : '' })),
      ...(pinned === true ? [{ run_id: '', what: 'pinned', value: run.id }] : []),
      ...(isUnpinned ? [{ run_id: '', what: 'pinned', value: '' }] : []),
    ],
    clock,
  );
}

interface Saying {
  readonly run_id: string;
  readonly what: string;
  readonly value: string;
}

/** Adds events, newer than all stored ones. */
async function say(warehouse: Writing, sayings: readonly Saying[], clock: Clock): Promise<void> {
  if (sayings.length === 0) return;
  const [highest] = await warehouse.query<{ version: string }>(
    'SELECT toString(max(version)) AS version FROM run_labels',
  );
  const version = nextVersion(BigInt(highest?.version ?? 0));
  const said_at = clock.now().toISOString().slice(0, 23).replace('T', ' ');
  await warehouse.insert(
    runLabelsTable,
    sayings.map((saying) => ({ ...saying, said_at, version })),
  );
}
