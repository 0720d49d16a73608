import type { RangeOfSessions } from '@fm/results';

/**
 * The ranges of a run with the role of each in the verdict. The sample reaches from the first session of any range to the last
 * one, and carries the verdict: it is the range over these sessions where one was asked for, or one more, before the others.
 *
 * @param ranges - at least one
 * @param calendar - the trading calendar, ascending
 */
export function withSample(ranges: readonly RangeOfSessions[], calendar: readonly string[]): RangeOfSessions[] {
  const from = Math.min(...ranges.map((range) => range.from));
  const to = Math.max(...ranges.map((range) => range.to));
  const whole = ranges.find((range) => range.from === from && range.to === to);
  const sample = whole ?? { start: calendar[from] as string, end: calendar[to] as string, from, to };
  const others = ranges.filter((range) => range !== whole);
  return [
    { ...sample, role: 'sample' },
    ...others.map(
      (range) => ({ ...range, role: isPartial(range, from, to, calendar) ? 'partial' : 'evidence' }) as const,
    ),
  ];
}

/** Days at either end of a period that may be without a session. */
const mostDaysWithout = 10;

/** Whether a range begins well before the sample's first session, or ends well after its last. */
function isPartial(range: RangeOfSessions, from: number, to: number, calendar: readonly string[]): boolean {
  const lacks = (a: string, b: string): boolean => daysBetween(a, b) > mostDaysWithout;
  return (
    (range.from === from && lacks(range.start, calendar[from] as string)) ||
    (range.to === to && lacks(calendar[to] as string, range.end))
  );
}

/** Ranges that the data do not fill, for the notes of a run. */
export function partialNotes(ranges: readonly RangeOfSessions[]): string[] {
  return ranges
    .filter(({ role }) => role === 'partial')
    .map(
      ({ start, end, from, to }) =>
        `The data fill only a part of ${start} to ${end}: its results are of ${to - from + 1} sessions.`,
    );
}

function daysBetween(a: string, b: string): number {
  return (Date.parse(b) - Date.parse(a)) / 86_400_000;
}
