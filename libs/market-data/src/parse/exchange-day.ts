import { unreadableDay } from '@fm/platform/csv';
import { sessionDay } from '@fm/platform/time';

/** Time zones of exchanges by the suffix that Yahoo gives their symbols. */
const zones: Readonly<Record<string, string>> = {
  ...{ AS: 'Europe/Amsterdam', AX: 'Australia/Sydney', BE: 'Europe/Berlin', BO: 'Asia/Kolkata', BR: 'Europe/Brussels' },
  ...{ CO: 'Europe/Copenhagen', DE: 'Europe/Berlin', F: 'Europe/Berlin', HE: 'Europe/Helsinki', HK: 'Asia/Hong_Kong' },
  ...{ JK: 'Asia/Jakarta', KQ: 'Asia/Seoul', KS: 'Asia/Seoul', L: 'Europe/London', MC: 'Europe/Madrid' },
  ...{ MI: 'Europe/Rome', MX: 'America/Mexico_City', NS: 'Asia/Kolkata', NZ: 'Pacific/Auckland', OL: 'Europe/Oslo' },
  ...{ PA: 'Europe/Paris', SA: 'America/Sao_Paulo', SI: 'Asia/Singapore', SS: 'Asia/Shanghai', ST: 'Europe/Stockholm' },
  ...{ SW: 'Europe/Zurich', SZ: 'Asia/Shanghai', T: 'Asia/Tokyo', TO: 'America/Toronto', TW: 'Asia/Taipei' },
  ...{ VI: 'Europe/Vienna', WA: 'Europe/Warsaw' },
};

const stamp = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s?(Z|UTC|[+-]\d{2}:?\d{2})$/;

/**
 * The day of the session that a time with an offset stands for, on the symbol's own exchange where its suffix says which
 * (`7203.T` is Tokyo's), otherwise in the offset's own zone. Midnight in UTC is a date without a time, and stands for itself.
 *
 * @returns `unreadableDay` where the text is not a time with an offset: its written date counts
 */
export function exchangeDay(text: string, symbol: string): number {
  const match = stamp.exec(text);
  if (match === null) return unreadableDay;
  const [, date, hour, minute, second = '00', zone] = match as unknown as readonly string[];
  const offset = /^[+-]/.test(zone!) ? zone!.replace(/^(...):?(..)$/, '$1:$2') : 'Z';
  const moment = Date.parse(`${date}T${hour}:${minute}:${second}${offset}`);
  if (Number.isNaN(moment)) return unreadableDay;
  const isUtc = /^(Z|[+-]00:00)$/.test(offset);
  if (isUtc && moment % 86_400_000 === 0) return moment / 86_400_000;
  const exchange = zones[/\.([A-Z]{1,2})$/.exec(symbol)?.[1] ?? ''];
  if (exchange !== undefined) return sessionDay(moment, exchange);
  const wall = moment + (isUtc ? 0 : offsetMinutes(offset) * 60_000);
  return sessionDay(wall, 'UTC');
}

/**
 * Seconds, milli-, micro- or nanoseconds since 1970 of a moment since September 2001. With fewer digits a number may be a day written as
 * YYYYMMDD with a digit or a time behind it; with as many such a day lies in the future and is refused for that.
 */
const epoch = /^(?:\d{10}|\d{13}|\d{16}|\d{19})$/;

/**
 * The day of the session that a moment since 1970 stands for, as Polygon's columns `t` (milliseconds) and `window_start` (nanoseconds) give it: on the
 * symbol's own exchange where its suffix says which, otherwise in New York. Midnight in UTC stands for its own date.
 *
 * @returns `unreadableDay` where the text is not such a number
 */
export function epochDay(text: string, symbol: string): number {
  if (!epoch.test(text)) return unreadableDay;
  const moment = text.length === 10 ? Number(text) * 1000 : Number(text.slice(0, 13));
  if (moment % 86_400_000 === 0) return moment / 86_400_000;
  return sessionDay(moment, zones[/\.([A-Z]{1,2})$/.exec(symbol)?.[1] ?? ''] ?? 'America/New_York');
}

/** Minutes of `+01:00` ahead of UTC. */
function offsetMinutes(offset: string): number {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return offset.startsWith('-') ? -minutes : minutes;
}
