import { hostname } from 'node:os';
import type { Clock } from '@fm/platform';
import { runAttemptsTable, runSlicesTable, type RowOf, type Warehouse } from '@fm/warehouse';
import { momentText } from './moment.ts';
import { stateVersion } from './states.ts';

/**
 * Closes the attempts of a run that no process will close: those of processes of this machine that are gone, and with
 * `everywhere` all that still run, for a run that is over. A killed process cannot report this itself.
 *
 * @returns how many there were
 */
export async function closeLostAttempts(
  { warehouse, clock, runId }: { readonly warehouse: Warehouse; readonly clock: Clock; readonly runId: string },
  everywhere = false,
): Promise<number> {
  const running = await warehouse.query<RowOf<typeof runAttemptsTable>>(
    `SELECT * FROM run_attempts FINAL WHERE run_id = {run:String} AND status = 'running'`,
    { run: runId },
  );
  const lost = running.filter(({ host, pid }) => everywhere || (host === hostname() && !isAlive(pid)));
  if (lost.length === 0) return 0;
  const ended = { status: 'failed', finished_at: momentText(clock), version: stateVersion('failed') } as const;
  await warehouse.insert(
    runAttemptsTable,
    lost.map((row) => ({ ...row, ...ended, error: lostText(row.host, row.pid) })),
  );
  const open = await warehouse.query<RowOf<typeof runSlicesTable>>(
    `SELECT * FROM run_slices FINAL WHERE run_id = {run:String} AND status = 'running' AND slice_id IN {ids:Array(String)}`,
    { run: runId, ids: lost.map((row) => row.slice_id) },
  );
  const of = new Map(lost.map((row) => [row.slice_id, row]));
  await warehouse.insert(
    runSlicesTable,
    open.map((row) => ({ ...row, ...ended, error: lostText(row.host, of.get(row.slice_id)?.pid ?? 0) })),
  );
  return lost.length;
}

function lostText(host: string, pid: number): string {
  return `ATTEMPT_LOST: the process ${pid} on ${host} ended without reporting: it was killed, or its machine was taken away`;
}

/** Whether a process of this machine exists. */
export function isAlive(pid: number): boolean {
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return (thrown as { code?: unknown }).code === 'EPERM';
  }
}
