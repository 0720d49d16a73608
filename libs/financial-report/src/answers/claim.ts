import { hostname } from 'node:os';
import type { Clock } from '@fm/platform';
import type { ObjectStore } from '@fm/object-store';
import { answerInProgress } from '../errors.ts';

/** Longer than a Lambda function may run: after it the holder of a claim is gone. */
const leaseMs = 16 * 60_000;

/**
 * Runs a task that costs money in at most one process at a time. Objects are written once and never removed, so each
 * attempt has a claim of its own, and a failed one leaves a note that the next may begin. In a local folder a claim whose
 * process is gone from this machine ends at once, elsewhere after sixteen minutes.
 *
 * @param name - key of what is claimed
 * @throws REPORT_IN_PROGRESS while another process holds the claim
 */
export async function withClaim<T>(store: ObjectStore, clock: Clock, name: string, task: () => Promise<T>): Promise<T> {
  const claim = await takeClaim(store, clock, `answers/claims/${name}`);
  try {
    return await task();
  } catch (error) {
    await store.putIfAbsent(`${claim}-failed`, '');
    throw error;
  }
}

async function takeClaim(store: ObjectStore, clock: Clock, base: string): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const key = `${base}/${attempt}`;
    const now = clock.now();
    const claim = [now.toISOString(), crypto.randomUUID(), hostname(), process.pid].join(' ');
    const { stored } = await store.putIfAbsent(key, claim);
    if (stored) return key;
    const [holder, failed] = [await store.get(key), await store.head(`${key}-failed`)];
    const [since = '', , host = '', pid = ''] = holder?.body.toString('utf8').split(' ') ?? [];
    const expired = now.getTime() - Date.parse(since) > leaseMs;
    const gone = store.url.startsWith('file:') && host === hostname() && !isAlive(Number(pid));
    if (failed === undefined && !expired && !gone) throw answerInProgress(base);
  }
}

/** Whether a process of this machine runs; one that may not be signalled does. */
function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return true;
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    return (thrown as { code?: unknown }).code !== 'ESRCH';
  }
}
