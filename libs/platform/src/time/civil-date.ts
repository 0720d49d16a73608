/**
 * Days since 1970-01-01 of a date of the proleptic Gregorian calendar.
 *
 * Formula: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil), eras of 400 years = 146,097 days.
 */
export function dayOfCivil(year: number, month: number, dayOfMonth: number): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  return (
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  );
}

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the calendar has the date: 2024-02-29 yes, 2024-02-30 no. Months are 1 to 12. */
export function isCivilDate(year: number, month: number, dayOfMonth: number): boolean {
  if (month < 1 || month > 12 || dayOfMonth < 1) return false;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return dayOfMonth <= monthLengths[month - 1]! + (leap ? 1 : 0);
}

/** `YYYY-MM-DD` of a day number. */
export function isoOfDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** Day number of `YYYY-MM-DD`; NaN when the text is not a date of the calendar. */
export function dayOfIso(text: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return NaN;
  const [year, month, dayOfMonth] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return isCivilDate(year, month, dayOfMonth) ? dayOfCivil(year, month, dayOfMonth) : NaN;
}

const isoDate = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day that exists, as `YYYY-MM-DD`. */
export function isCalendarDate(text: string): boolean {
  if (!isoDate.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}
