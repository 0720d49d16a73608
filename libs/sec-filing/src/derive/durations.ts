const day = 86_400_000;

/** Classes of durations by their days; 52/53-week years and calendar months both fall inside. */
export type DurationClass = 'quarter' | 'half' | 'nine-months' | 'year';

/** Days from the first to the last day, both counted. */
export function daysBetween(start: string, end: string): number {
  return Math.round((Date.parse(end) - Date.parse(start)) / day) + 1;
}

/** The class of a duration; undefined for any other length. */
export function durationClass(start: string, end: string): DurationClass | undefined {
  const days = daysBetween(start, end);
  if (days >= 70 && days <= 120) return 'quarter';
  if (days >= 140 && days <= 229) return 'half';
  if (days >= 230 && days <= 329) return 'nine-months';
  if (days >= 330 && days <= 420) return 'year';
  return undefined;
}

/** `YYYY-MM-DD` of the day that many days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * day).toISOString().slice(0, 10);
}

/** Whether two dates are a year apart, give or take 15 days. */
export function yearApart(earlier: string, later: string): boolean {
  const days = daysBetween(earlier, later) - 1;
  return days >= 350 && days <= 380;
}
