import { dayOrderOf, type DayOrder } from './written-date.ts';

/** Bytes of a file whose dates are looked through before it is read. */
const mostBytes = 1 << 28;

/** A date with the year last at the beginning of a field. */
const yearLast = /(?:^|[,;\t"|])\s*(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?=[ T",;\t|\r\n]|$)/gm;

/** How the dates of a file with the year last are read; undefined where it has none. */
export type FileOrder = DayOrder | 'ambiguous' | undefined;

/** The chunks to read and, where the first of them has dates with the year last, the order that all of them show. */
export function withDateOrder(
  first: Uint8Array,
  all: Iterable<Uint8Array>,
): { read: Iterable<Uint8Array>; order: FileOrder } {
  if (!Buffer.from(first.subarray(0, 65_536)).toString('latin1').match(yearLast))
    return { read: all, order: undefined };
  const whole = Buffer.concat([...all]);
  if (whole.length > mostBytes) return { read: [whole], order: 'ambiguous' };
  const dates = new Set(Array.from(whole.toString('latin1').matchAll(yearLast), ([, date]) => date as string));
  return { read: [whole], order: dayOrderOf([...dates]) ?? 'ambiguous' };
}

/** Chunks with one in front that was taken off. */
export function* rejoined(first: Uint8Array, rest: Iterator<Uint8Array>): Generator<Uint8Array> {
  yield first;
  for (let next = rest.next(); next.done !== true; next = rest.next()) yield next.value;
}
