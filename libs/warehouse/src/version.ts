import { systemClock, type Clock } from '@fm/platform';

/**
 * Versions for rows: microseconds since 1970 of the clock's millisecond and a counter within it, never the same twice in
 * a process and never going back, even when the clock does.
 */
export class VersionClock {
  readonly #clock: Clock;
  #last = 0n;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  next(): bigint {
    const now = BigInt(this.#clock.now().getTime()) * 1000n;
    this.#last = now > this.#last ? now : this.#last + 1n;
    return this.#last;
  }
}

const processClock = new VersionClock();

/** The next version of the process's clock, for a row's `version` column. */
export function nextVersion(): bigint {
  return processClock.next();
}

const lasting = 1n << 62n;

/** Like {@link nextVersion}, but above all of its: for a row that nothing late, or delivered again, may take back. */
export function lastingVersion(): bigint {
  return lasting | nextVersion();
}

const farMs = 2n ** 43n;

/**
 * Version for a row of which the first stays, not the newest: the earlier the moment, the higher the version; of two rows
 * of one millisecond the hash decides, so that every order of delivery ends the same.
 *
 * @param hash - hexadecimal, of what the row says
 */
export function firstVersion(moment: Date, hash: string): bigint {
  return ((farMs - BigInt(moment.getTime())) << 20n) | BigInt(`0x${hash.slice(0, 5)}`);
}
