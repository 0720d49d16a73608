import { newYorkTime } from '../new-york.ts';

const pattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?Z$/;

/** How a document means its acceptance times, all of which end in Z. */
export type TimeBasis = 'utc' | 'new-york';

/**
 * How a submissions document means its times. EDGAR's API has labelled New York time as Z, while collections made from
 * it carry true UTC. EDGAR accepts filings from 6:00 to 22:00 New York time: an hour from 22 to 5 cannot be New York
 * time, and an hour from 3 to 9 cannot be UTC (midnight, which old filings carry instead of a time, is left out). The
 * reading with fewer impossible times wins; without a difference it is New York, the later one, which never lets a fact
 * be known too early.
 */
export function timeBasis(times: readonly unknown[]): TimeBasis {
  let [notUtc, notNewYork] = [0, 0];
  for (const time of times) {
    const match = typeof time === 'string' ? pattern.exec(time) : null;
    if (match === null) continue;
    const [hour, rest] = [Number(match[4]), `${match[5]}${match[6]}`];
    if (rest === '0000') continue;
    if (hour >= 22 || hour < 6) notNewYork += 1;
    if (hour >= 3 && hour < 10) notUtc += 1;
  }
  return notNewYork > notUtc ? 'utc' : 'new-york';
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
