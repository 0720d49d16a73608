import type { Clock } from '../clock.ts';
import type { Sleep } from '../http/sleep.ts';

/** A clock that only moves when somebody sleeps, and the waits it saw. */
export interface VirtualTime {
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** Milliseconds of every sleep so far, in order. */
  readonly waits: readonly number[];
}

/** Time for tests: sleeping moves the clock and takes no time. */
export function virtualTime(start = '2024-01-02T12:00:00Z'): VirtualTime {
  let now = Date.parse(start);
  const waits: number[] = [];
  return {
    clock: { now: () => new Date(now) },
    waits,
    async sleep(milliseconds) {
      waits.push(milliseconds);
      now += milliseconds;
      await Promise.resolve();
    },
  };
}
