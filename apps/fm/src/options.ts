import { symbolOf } from '@fm/platform';
import { dayOf, momentOf } from '@fm/platform/time';
import { InvalidArgumentError, Option } from 'commander';
import { outputFormats } from './output.ts';

/** `--format table|json|csv`. */
export function formatOption(): Option {
  return new Option('--format <format>', 'how results are written').choices(outputFormats).default('table');
}

/** Reads a whole number that is not negative. */
export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It is not a whole number.');
  return Number(text);
}

/** Reads a day that the calendar has. */
export function calendarDay(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && dayOf(text) !== undefined) return text;
  throw new InvalidArgumentError('It is not a day; write YYYY-MM-DD, e.g. 2024-03-01.');
}

/** Reads a moment with its time zone, or a day, which then begins in UTC. */
export function moment(text: string): Date {
  const time = momentOf(text)?.getTime() ?? dayOf(text);
  if (time !== undefined) return new Date(time);
  throw new InvalidArgumentError('It is not a moment; write one with its time zone, e.g. 2024-03-01T22:00:00Z.');
}

/** Reads a symbol in any of its spellings. */
export function oneSymbol(text: string): string {
  const symbol = symbolOf(text);
  if (symbol === undefined) throw new InvalidArgumentError(`"${text}" is not a symbol; write e.g. AAPL or BRK-B.`);
  return symbol;
}

/** Reads symbols joined by commas, in upper case; each may have a name, which stays as it is: `V=Visa`. */
export function symbolList(text: string): string[] {
  return text.split(',').map((part) => {
    const [symbol = '', ...name] = part.trim().split('=');
    return [oneSymbol(symbol), ...name].join('=');
  });
}

/** `--port`: 0 takes a free one. */
export function portOption(): Option {
  return new Option('--port <number>', 'port of the dashboard; 0 takes a free one')
    .default(8080)
    .argParser((text: string) => {
      const port = wholeNumber(text);
      if (port > 65_535) throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
      return port;
    });
}

/** `--every-range`: a line per factor and range below the verdicts. */
export function everyRangeOption(): Option {
  return new Option('--every-range', 'add a line per factor and range to the table').default(false);
}

/** `--all`: lists archived runs too. */
export function archivedOption(): Option {
  return new Option('--all', 'list archived runs too').default(false);
}

/** Reads a whole number above zero. */
export function atLeastOne(text: string): number {
  const number = wholeNumber(text);
  if (number === 0) throw new InvalidArgumentError('It must be at least 1.');
  return number;
}
