import { sessionDaysOf } from './market.ts';

/** `count` ranges of `length` sessions, their starts spread evenly over the calendar, as `fm mine --ranges` takes them. */
export function overlappingRanges(days: number, count: number, length: number): string {
  const sessions = sessionDaysOf(days);
  const text = (t: number): string => new Date((sessions[t] as number) * 86_400_000).toISOString().slice(0, 10);
  return Array.from({ length: count }, (_, at) => {
    const from = count === 1 ? 0 : Math.floor((at * (days - length)) / (count - 1));
    return `${text(from)}..${text(from + length - 1)}`;
  }).join();
}
