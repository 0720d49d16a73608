const dayMilliseconds = 86_400_000;

/** `YYYY-MM-DD` of a day number (days since the epoch). */
export function isoDay(day: number): string {
  return new Date(day * dayMilliseconds).toISOString().slice(0, 10);
}

/** Day number (days since the epoch) of a `YYYY-MM-DD`. */
export function epochDay(day: string): number {
  return Date.parse(day) / dayMilliseconds;
}
