/** What was done of what there is to do, and how long it took. */
export interface Pace {
  readonly done: number;
  readonly total: number;
  readonly seconds: number;
  /** Seconds of these since anything was last done. @default 0 */
  readonly idle?: number;
}

/**
 * Time that is left at the pace so far, for people; `-` while nothing was done, because then it is not known. A step that
 * reports nothing is expected to take its share: the time counts down while it lasts. Where that leaves less than the step
 * has taken, it is expected to take as long again.
 */
export function timeLeft({ done, total, seconds, idle = 0 }: Pace): string {
  if (!(done > 0)) return '-';
  const rest = Math.max(0, total - done);
  const expected = ((seconds - idle) / done) * rest;
  return durationText(rest > 0 ? Math.max(expected - idle, idle) : 0);
}

/** Seconds for people: `8 s`, `3 min 20 s`, `2 h 5 min`. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
