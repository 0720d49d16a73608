import { dayOfIso } from '@fm/platform/time';
import { headerName, readCsv, type CsvRecord, type Delimiter } from '@fm/platform/csv';
import { endOfPeriod, frequencyOf, type Frequency } from './frequency.ts';

/** A line of a table that begins with a date. */
export interface DatedLine {
  readonly line: number;
  /** Days since the epoch: the last day of a month or a year. NaN for a date that the calendar does not have. */
  readonly day: number;
  readonly dateText: string;
  /** The text after the date. */
  readonly fields: readonly string[];
}

/** One table of a file: names, and a line for each date. */
export interface FactorTable {
  /** The line of text above the names; empty where there is none. */
  readonly title: string;
  readonly names: readonly string[];
  /** Undefined where dates are at no known distance. */
  readonly frequency: Frequency | undefined;
  readonly lines: readonly DatedLine[];
}

type DateKind = 'day' | 'month' | 'year';

const dateNames = new Set(['', 'date', 'day', 'month', 'year', 'dates', 'caldt', 'observationdate', 'time']);

/**
 * The tables of a file of factor returns, in the layouts of K. French's library: text, a line of names, lines that begin with
 * `YYYYMMDD`, `YYYYMM` or `YYYY`, and so on for the next table; also ISO and American dates, as in plain CSV and in AQR's
 * files. The first line of a table of another kind of date, such as the annual table below the monthly one, begins a new one
 * even where no names are above it.
 */
export function factorTables(text: string): FactorTable[] {
  const found = (['\t', ';', ','] as Delimiter[]).map((delimiter) => tablesOf(readCsv(text, delimiter)));
  const best = found.reduce((a, b) => (linesOf(b) > linesOf(a) ? b : a));
  return linesOf(best) > 0 ? best : tablesOf(blankSeparated(text));
}

function linesOf(tables: readonly FactorTable[]): number {
  return tables.reduce((sum, { lines }) => sum + lines.length, 0);
}

function blankSeparated(text: string): CsvRecord[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, at) => {
    const fields = line.trim().split(/\s+/);
    if (fields[0] === '') return [];
    const isDated = dateOf(fields[0] as string) !== undefined || dateNames.has(headerName(fields[0] as string));
    return [{ line: at + 1, fields: isDated ? fields : ['', ...fields], text: line }];
  });
}

interface Growing {
  title: string;
  names: readonly string[];
  kind: DateKind | undefined;
  lines: DatedLine[];
}

function tablesOf(records: readonly CsvRecord[]): FactorTable[] {
  const tables: Growing[] = [];
  let current: Growing | undefined;
  let title = '';
  for (const record of records) {
    const [first = '', ...rest] = record.fields;
    const date = dateOf(first);
    if (date !== undefined && rest.length > 0 && current !== undefined) {
      if (current.kind !== undefined && current.kind !== date.kind) {
        current = { title, names: current.names, kind: undefined, lines: [] };
        tables.push(current);
      }
      current.kind = date.kind;
      current.lines.push({ line: record.line, day: date.day, dateText: first, fields: rest });
    } else if (date === undefined && isHeader(record.fields)) {
      current = { title, names: namesOf(rest), kind: undefined, lines: [] };
      tables.push(current);
    } else title = record.text.replaceAll(',', ' ').trim();
  }
  return tables.filter(({ lines }) => lines.length > 0).map(finished);
}

/** A line of names has nothing or a word for a date first, and no number. */
function isHeader(fields: readonly string[]): boolean {
  const [first = '', ...rest] = fields;
  const names = namesOf(rest);
  return dateNames.has(headerName(first)) && names.length > 0 && names.every((name) => name !== '' && !isNumber(name));
}

/** Names without the empty ones behind them, which a last comma leaves. */
function namesOf(fields: readonly string[]): string[] {
  const last = fields.findLastIndex((field) => field.trim() !== '');
  return fields.slice(0, last + 1).map((field) => field.trim().replace(/\s+/g, ' '));
}

function isNumber(text: string): boolean {
  return text !== '' && Number.isFinite(Number(text));
}

function finished({ title, names, kind, lines }: Growing): FactorTable {
  const days = lines.map(({ day }) => day).filter(Number.isFinite);
  const frequency = kind === 'day' ? frequencyOf(days) : kind;
  const atEnd =
    frequency === undefined ? lines : lines.map((one) => ({ ...one, day: endOfPeriod(one.day, frequency) }));
  return { title, names, frequency, lines: atEnd };
}

/** Reads `YYYY`, `YYYYMM`, `YYYYMMDD`, with dashes or not, and `MM/DD/YYYY`; undefined for anything else. */
function dateOf(text: string): { readonly day: number; readonly kind: DateKind } | undefined {
  const iso = /^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?$/.exec(text.trim());
  const american = iso === null ? /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim()) : null;
  if (iso === null && american === null) return undefined;
  const [year, month, day] = iso === null ? [american?.[3], american?.[1], american?.[2]] : iso.slice(1);
  const two = (part: string | undefined): string => (part ?? '1').padStart(2, '0');
  const kind = day !== undefined ? 'day' : month !== undefined ? 'month' : 'year';
  return { day: dayOfIso(`${year}-${two(month)}-${two(day)}`), kind };
}
