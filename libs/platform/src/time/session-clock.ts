import { dayOfIso } from './civil-date.ts';

/** Close of the regular session, in minutes after local midnight, of the markets whose files name no time: 16:00. */
const sessionCloseMinute = 16 * 60;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Local calendar of an exchange. @throws RangeError when the time zone does not exist. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined) {
    const digits = '2-digit' as const;
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: digits,
      day: digits,
      hour: digits,
      minute: digits,
    });
    formats.set(timeZone, format);
  }
  return format;
}

/** Local day number and minute of the day of a moment. @throws RangeError when the time zone does not exist. */
export function localMoment(epochMilliseconds: number, timeZone: string): { day: number; minute: number } {
  const text = formatOf(timeZone).format(epochMilliseconds);
  const match = /^(\d{4}-\d{2}-\d{2}), (\d{2}):(\d{2})$/.exec(text);
  if (match === null) return { day: NaN, minute: NaN };
  return { day: dayOfIso(match[1]!), minute: Number(match[2]) * 60 + Number(match[3]) };
}

/** Today at the exchange and the first day whose session is not over yet at `moment`. */
export function sessionState(moment: Date, timeZone: string): { today: number; firstOpenDay: number } {
  const { day, minute } = localMoment(moment.getTime(), timeZone);
  return { today: day, firstOpenDay: minute < sessionCloseMinute ? day : day + 1 };
}

/** From this minute of the day on a stamp of a daily row is the midnight that follows. */
const lateMinute = 22 * 60;

/** Day number of the session whose daily row bears a stamp. @throws RangeError when the time zone does not exist. */
export function sessionDay(epochMilliseconds: number, timeZone: string): number {
  const { day, minute } = localMoment(epochMilliseconds, timeZone);
  return minute >= lateMinute ? day + 1 : day;
}
