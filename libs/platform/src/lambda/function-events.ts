import { FmError } from '../errors.ts';

/** What a schedule sends. */
export interface ScheduledEvent {
  /** The moment the schedule meant, ISO 8601; a repeated start has the same. */
  readonly scheduledTime?: string;
}

interface FieldKind {
  readonly expected: string;
  readonly fits: (value: unknown) => boolean;
}

const moment: FieldKind = {
  expected: 'a moment such as "2024-03-01T22:00:00Z"',
  fits: (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value)),
};
const isDay = (value: unknown): boolean =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
const day: FieldKind = { expected: 'a day such as "2024-03-01"', fits: isDay };
const days: FieldKind = {
  expected: 'a list of days such as ["2024-03-01"]',
  fits: (value) => Array.isArray(value) && value.length > 0 && value.every(isDay),
};
const seconds: FieldKind = {
  expected: 'a number of seconds from 0 to 870',
  fits: (value) => typeof value === 'number' && value >= 0 && value <= 870,
};

/** Fields of the event of every function that a schedule or a person starts, by the name of the function. */
export const functionEvents = {
  'market-data-collect': { scheduledTime: moment, since: day },
  'sec-filing-collect': { scheduledTime: moment },
  'web-search-collect': { scheduledTime: moment, days },
  'warehouse-migrate': { waitSeconds: seconds },
} as const satisfies Readonly<Record<string, Readonly<Record<string, FieldKind>>>>;

/** Name of a function that is started with an event of its own. */
export type StartedFunction = keyof typeof functionEvents;

/**
 * Checks the event with which a function is started: every field must be known and of its kind.
 *
 * @param service - name of the function
 * @returns the event itself
 * @throws EVENT_REFUSED that lists every fault
 */
export function readEvent<Event extends object>(service: StartedFunction, event: unknown): Event {
  const kinds: Readonly<Record<string, FieldKind>> = functionEvents[service];
  if (typeof event !== 'object' || event === null || Array.isArray(event))
    throw refused(service, ['it is not an object']);
  const faults = Object.entries(event).flatMap(([name, value]) => {
    const kind = Object.hasOwn(kinds, name) ? kinds[name] : undefined;
    if (kind === undefined) return [`the field "${name}" is unknown`];
    return kind.fits(value) ? [] : [`${name} ${JSON.stringify(value)} is not ${kind.expected}`];
  });
  if (faults.length > 0) throw refused(service, faults);
  return event as Event;
}

function refused(service: StartedFunction, faults: readonly string[]): FmError {
  return new FmError('EVENT_REFUSED', {
    what: `the event has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}: ${faults.join('; ')}`,
    where: `event of ${service}`,
    remedy: `Use only the fields ${Object.keys(functionEvents[service]).join(', ')}.`,
    kind: 'usage',
  });
}
