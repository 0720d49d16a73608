import { newYorkTime, newYorkWall } from '@fm/platform/time';

const pattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?Z$/;

/** How a document means its acceptance times, all of which end in Z. */
export type TimeBasis = 'utc' | 'new-york';

/** One filing as the index writes it, before its time is understood. */
export interface DatedFiling {
  readonly accepted: unknown;
  readonly filed: unknown;
  readonly form: unknown;
}

/** Forms whose filing date follows the rule of half past five; ownership reports and others have later limits. */
const ruledForms = /^(10-[KQ]T?|8-K)(\/A)?$/;

/** Minute of the day, in New York, after which a submission gets the date of the next business day. */
const lastMinuteOfDay = 17 * 60 + 30;

/** Before electronic filing was general, and in the older part of merged collections, times are defaults. */
const rulesBegin = '2003';

/**
 * How a submissions document means its times. EDGAR's API has labelled New York time as Z, while collections made from
 * it carry true UTC. Two rules of EDGAR distinguish them:
 *
 * - It accepts filings from 6:00 to 22:00 New York time: an hour from 22 to 5 cannot be New York time, and an hour from 3
 *   to 9 cannot be UTC (midnight, which old filings carry instead of a time, is left out).
 * - A report that comes after 17:30 New York time gets the date of the next business day (Regulation S-T, rule 13(a)(2)),
 *   any other the date of its day: a reading under which date and time disagree is wrong.
 *
 * The reading with fewer contradictions wins; without a difference it is New York, the later one, which never lets a fact
 * be known too early.
 */
export function timeBasis(filings: Iterable<DatedFiling>): TimeBasis {
  let [notUtc, notNewYork] = [0, 0];
  for (const { accepted, filed, form } of filings) {
    const match = typeof accepted === 'string' ? pattern.exec(accepted) : null;
    if (match === null || `${match[5]}${match[6]}` === '0000') continue;
    const hour = Number(match[4]);
    if (hour >= 22 || hour < 6) notNewYork += 1;
    if (hour >= 3 && hour < 10) notUtc += 1;
    if (typeof form !== 'string' || !ruledForms.test(form) || typeof filed !== 'string' || filed < rulesBegin) continue;
    const labelled = acceptanceMoment(accepted, 'utc');
    if (labelled === undefined) continue;
    if (contradicts(labelled, filed)) notNewYork += 1;
    if (contradicts(newYorkWall(labelled), filed)) notUtc += 1;
  }
  return notNewYork > notUtc ? 'utc' : 'new-york';
}

/** Whether a wall time in New York and the filing date disagree under the rule of half past five. */
function contradicts(wall: number, filed: string): boolean {
  const time = new Date(wall);
  const late = time.getUTCHours() * 60 + time.getUTCMinutes() > lastMinuteOfDay;
  const day = time.toISOString().slice(0, 10);
  return late ? filed <= day : filed !== day;
}

/** Milliseconds since 1970 of an acceptance time; undefined when it is none. */
export function acceptanceMoment(time: unknown, basis: TimeBasis): number | undefined {
  const match = typeof time === 'string' ? pattern.exec(time) : null;
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const labelled = Date.UTC(year, month - 1, day, hour, minute, second);
  const asWritten = `${match[1]}-${match[2]}-${match[3]}T${match[4]}:${match[5]}:${match[6]}`;
  if (year < 1990 || new Date(labelled).toISOString().slice(0, 19) !== asWritten) return undefined;
  return basis === 'utc' ? labelled : newYorkTime(labelled);
}
