import { systemClock, type Clock } from '@fm/platform';

/** Set in the versions that last. */
const lasting = 1n << 62n;

/**
 * Versions for rows: microseconds since 1970 of the clock's millisecond and a counter within it, never the same twice in
 * a process and never going back, even when the clock does, or was ahead when what is stored was written.
 */
export class VersionClock {
  readonly #clock: Clock;
  #last = 0n;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
  }

  /** @param above - version of the stored row that the new one replaces */
  next(above = 0n): bigint {
    this.rise(above);
    const now = BigInt(this.#clock.now().getTime()) * 1000n;
    this.#last = now > this.#last ? now : this.#last + 1n;
    return this.#last;
  }

  /** Later versions are above this one; a lasting one counts without what makes it last. */
  rise(stored: bigint): void {
    const plain = stored & (lasting - 1n);
    if (plain > this.#last) this.#last = plain;
  }
}

const processClock = new VersionClock();

/**
 * The next version of the process's clock, for a row's `version` column.
 *
 * @param above - version of the stored row that the new one replaces; one that was written by a clock that was ahead would
 * otherwise stay
 */
export function nextVersion(above = 0n): bigint {
  return processClock.next(above);
}

/** Makes every later version of this process higher than one that is stored. */
export function riseAbove(stored: bigint): void {
  processClock.rise(stored);
}

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
