import type { Problem } from '../model.ts';

/** Half of a character, which UTF-8 cannot hold. */
const loneSurrogate = /\p{Surrogate}/u;
const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the value is a calendar day `YYYY-MM-DD` between 1900 and 2299, what the warehouse can hold. */
export function isDay(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const match = datePattern.exec(value);
  if (match === null) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  if (year < 1900 || year > 2299 || month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether the value is an accession number such as `0000320193-22-000108`. */
export function isAccession(value: unknown): value is string {
  return typeof value === 'string' && /^\d{10}-\d{2}-\d{6}$/.test(value);
}

/** A short text that the warehouse can hold. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= 256 && !loneSurrogate.test(value);
}

/** A CIK as ten digits; undefined when the value is none. */
export function cikOf(value: unknown): string | undefined {
  const digits = typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? String(value) : value;
  return typeof digits === 'string' && /^\d{1,10}$/.test(digits) && Number(digits) > 0
    ? digits.padStart(10, '0')
    : undefined;
}

/** Whether the value is an object with members. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The problem of a part of a document. */
export function problem(location: string, code: string, message: string, part: unknown): Problem {
  const text = (value: string) =>
    value
      .replace(new RegExp(loneSurrogate, 'gu'), '\uFFFD')
      .slice(0, 2000)
      .replace(/\p{Surrogate}$/u, '');
  return { location: text(location), code, message, payload: text(JSON.stringify(part) ?? 'nothing') };
}
