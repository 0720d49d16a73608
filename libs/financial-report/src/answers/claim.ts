import type { Clock } from '@fm/platform';
import type { ObjectStore } from '@fm/object-store';
import { answerInProgress } from '../errors.ts';

/** Longer than a Lambda function may run: after it the holder of a claim is gone. */
const leaseMs = 16 * 60_000;

/**
 * Runs a task that costs money in at most one process at a time. Objects are written once and never removed, so each
 * attempt has a claim of its own, and a failed one leaves a note that the next may begin.
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
    const { stored } = await store.putIfAbsent(key, `${now.toISOString()} ${crypto.randomUUID()}`);
    if (stored) return key;
    const [holder, failed] = [await store.get(key), await store.head(`${key}-failed`)];
    const since = Date.parse(holder?.body.toString('utf8').split(' ')[0] ?? '');
    if (failed === undefined && !(now.getTime() - since > leaseMs)) throw answerInProgress(base);
  }
}
