/** Source of the current time; passed in, so that a test or a replay decides what "now" is. */
export interface Clock {
  now(): Date;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that always shows `moment` (ISO 8601). */
export function fixedClock(moment: string): Clock {
  return { now: () => new Date(moment) };
}
