import { dayOf, momentOf } from '@fm/platform/time';

/** Before this there was no web to search; a date there is a default of some page, not a publication. */
const earliest = Date.UTC(1995, 0, 1);

/**
 * Moment of publication: a moment with its zone, or a day, which counts from its beginning in UTC.
 *
 * @returns the moment, or undefined when the text does not name one
 */
export function publishedDate(text: unknown): Date | undefined {
  const time = momentOf(text)?.getTime() ?? dayOf(text);
  return time !== undefined && time >= earliest ? new Date(time) : undefined;
}
