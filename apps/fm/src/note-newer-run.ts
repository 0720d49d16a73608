import type { RunRecord } from '@fm/results/read';
import { note } from './output.ts';

/** Notes that a run is shown because it is pinned, where another one is newer. */
export function noteNewer({ id, name, newer }: Pick<RunRecord, 'id' | 'name' | 'newer'>): void {
  if (newer === undefined) return;
  const named = name === '' ? id : `${id} "${name}"`;
  note(`the pinned run ${named} is shown; the newest is ${newer}: name it with --run, or \`fm runs unpin ${id}\``);
}
