import type { Clock } from '@fm/platform';
import { entryFrom, Quarantine, quarantineId, replayFile, type ReplayedEntry, type Warehouse } from '@fm/warehouse';
import { actionsSource, claimPrefix, fallenClaims } from '../load/corporate-actions.ts';
import { ingestActions } from './ingest-actions.ts';

/**
 * Reads the file of a quarantine entry of corporate actions again; the entry is `replayed` when the line can be used now. A
 * claim that went in and does not stand beside another one is compared with what is known now.
 *
 * @throws QUARANTINE_NO_ENTRY, QUARANTINE_FILE_GONE
 */
export async function replayActions(options: {
  readonly warehouse: Warehouse;
  /** Id of the entry. */
  readonly id: string;
  /** Lets the line in against what a provider says. @default false */
  readonly accept?: boolean;
  readonly clock?: Clock;
}): Promise<ReplayedEntry> {
  const { warehouse, id, accept = false, clock } = options;
  const entry = await entryFrom(warehouse, actionsSource, id);
  if (entry.uri.startsWith(claimPrefix)) {
    const fallen = await fallenClaims(warehouse, [entry.symbol]);
    if (fallen.some((one) => quarantineId(one) === id)) return { state: 'open', reason: entry.message };
    await new Quarantine(warehouse).setState(id, 'replayed');
    return { state: 'replayed', reason: '' };
  }
  return replayFile(warehouse, entry, (path) =>
    ingestActions({
      ...{ warehouse, paths: [path] },
      ...(accept && { accepted: Number(/\d+/.exec(entry.location)?.[0]) }),
      ...(clock !== undefined && { clock }),
    }),
  );
}
