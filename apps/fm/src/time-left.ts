/** What was done of what there is to do, and how long it took. */
export interface Pace {
  readonly done: number;
  readonly total: number;
  readonly seconds: number;
}

/** Time that is left at the pace so far, for people; `-` while nothing was done, because then it is not known. */
export function timeLeft({ done, total, seconds }: Pace): string {
  if (!(done > 0)) return '-';
  return durationText((seconds / done) * Math.max(0, total - done));
}

/** Seconds for people: `8 s`, `3 min 20 s`, `2 h 5 min`. */
export function durationText(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
