/** `Fri, 28 Nov 2025 06:34:57 GMT` (RFC 9110), the form Tavily writes. */
const httpDate = /^(?:\w{3}, )?\d{1,2} \w{3} \d{4} \d{2}:\d{2}(?::\d{2})? (?:GMT|UTC|[+-]\d{4})$/;

/** `2025-11-28`, `2025-11-28T06:34:57Z`, `2025-11-28T06:34:57.000+01:00`. */
const isoDate = /^(\d{4})-(\d{2})-(\d{2})(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2}))?$/;

/** Before this there was no web to search; a date there is a default of some page, not a publication. */
const earliest = Date.UTC(1995, 0, 1);

/**
 * Moment of publication, from the two forms that name their zone. Anything else is refused instead of being guessed by the
 * machine's zone.
 *
 * @returns the moment, or undefined when the text does not name one
 */
export function publishedDate(text: unknown): Date | undefined {
  if (typeof text !== 'string') return undefined;
  const trimmed = text.trim();
  const iso = isoDate.exec(trimmed);
  if (iso === null && !httpDate.test(trimmed)) return undefined;
  if (iso !== null && !isCalendarDay(Number(iso[1]), Number(iso[2]), Number(iso[3]))) return undefined;
  const moment = new Date(trimmed);
  return Number.isFinite(moment.getTime()) && moment.getTime() >= earliest ? moment : undefined;
}

/** `2025-02-30` is a mistake, though `Date` would roll it over to March. */
function isCalendarDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
