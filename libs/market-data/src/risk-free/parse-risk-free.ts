import { dayOfIso, isoOfDay } from '@fm/platform/time';
import { columnNamed, headerName, readCsv, type CsvRecord, type Delimiter } from '@fm/platform/csv';
import { billSeries, sessionReturn, type BillSeries } from './bill-rates.ts';
import { averagesFromTheirEnd, periodOf, sessionsOf, spread, type Period } from './rate-periods.ts';

/** Risk-free returns of a series, one per day: a fraction per session. */
export interface RiskFreeSeries {
  /** `FF-RF` of French, else the name that FRED gives it. */
  readonly series: string;
  /** The period of a line of the file. */
  readonly period: Period;
  /** What the rates were taken to be and how they count, as a sentence without its full stop. */
  readonly understood: string;
  readonly rates: readonly { readonly date: string; readonly rate: number }[];
  /** Lines with a day and no usable rate, 1-based, with the reason. */
  readonly refused: readonly { readonly line: number; readonly what: string }[];
}

/** Columns of FRED that are percent a year, whatever the period of their lines. */
const yearlyNames = Object.keys(billSeries);
const marketNames = ['mktrf', 'rmrf'];

/** Rates beyond these are not those of a Treasury bill: percent a session and percent a year. */
const highestOfSession = 1;
const highestOfYear = 30;

/** What French writes where there is no rate. */
const missing = new Set(['', '.', '-99.99', '-999', '-999.0', '-999.00']);

/** Half of the returns of the market lie beyond this in percent a session, and none of a month does in fractions. */
const leastMarketMove = 0.05;

/**
 * Reads a risk-free series: a factor file of K. French's data library (column `RF`, percent per day, week or month; a copy
 * in fractions is recognised by its market returns), or one of FRED's bills as CSV (`DTB3`: percent a year, see
 * {@link sessionReturn}). French's return of a week or a month is brought to its sessions, see {@link spread}; FRED's average
 * of a week or a month counts from its end, see {@link averagesFromTheirEnd}. Text before the header and after the rows, and
 * further blocks of the file, are passed over.
 *
 * @returns undefined when it is neither, or its lines are neither days, weeks nor months apart
 */
export function parseRiskFree(text: string): RiskFreeSeries | undefined {
  const table = tableOf(text);
  if (table === undefined) return undefined;
  const { header, lines } = table;
  const names = header.fields.map(headerName);
  const yearly = columnNamed(names, yearlyNames);
  const column = names.includes('rf') ? names.indexOf('rf') : yearly;
  const bill = column === yearly ? billSeries[names[column] as string] : undefined;
  const isYearly = bill !== undefined;
  const dated = lines.flatMap((record) => {
    const date = dateOf(record.fields[0] ?? '');
    return date === undefined ? [] : [{ ...date, line: record.line, fields: record.fields }];
  });
  const refused: { line: number; what: string }[] = [];
  const days = dated.filter(({ date, line }) => {
    if (Number.isNaN(dayOfIso(date))) refused.push({ line, what: `the calendar has no ${date}` });
    return !Number.isNaN(dayOfIso(date));
  });
  const period = days.some(({ isMonth }) => isMonth) ? 'month' : periodOf(days.map(({ date }) => dayOfIso(date)));
  if (period === undefined) return undefined;
  const unit = isYearly || !isInFractions(days, columnNamed(names, marketNames), period) ? 100 : 1;
  const highest = isYearly ? highestOfYear : highestOfSession * sessionsOf[period];
  const read: { day: number; rate: number }[] = [];
  for (const { date, line, fields } of days) {
    const written = fields[column] ?? '';
    if (missing.has(written) && (isYearly || written !== '')) continue;
    const percent = written === '' ? NaN : (Number(written) * 100) / unit;
    if (!(Math.abs(percent) <= highest)) refused.push({ line, what: `"${written}" is not a rate in percent` });
    else
      read.push({ day: dayOfIso(date), rate: bill === undefined ? percent / 100 : sessionReturn(percent / 100, bill) });
  }
  const rates = isYearly ? averagesFromTheirEnd(read, period) : spread(read, period);
  return {
    series: isYearly ? (header.fields[column] as string).toUpperCase() : 'FF-RF',
    period,
    understood: understood(bill, period, unit),
    rates: rates.map(({ day, rate }) => ({ date: isoOfDay(day), rate })),
    refused: refused.sort((a, b) => a.line - b.line),
  };
}

/** What the rates of a file were taken to be. */
function understood(bill: BillSeries | undefined, period: Period, unit: number): string {
  if (bill === undefined) {
    const what = `returns of a ${period === 'day' ? 'session' : period}, in ${unit === 100 ? 'percent' : 'fractions'}`;
    return period === 'day' ? what : `${what}; each was brought to the sessions of its ${period}`;
  }
  if (period === 'day') return `${bill.title}; converted to the return of a session`;
  return `${bill.title}, averages of a ${period}; converted to the return of a session, each from the end of its ${period} until the next`;
}

/** The header with a rate, and the lines up to the next header: a file of French's may hold a block of years after. */
function tableOf(text: string): { header: CsvRecord; lines: CsvRecord[] } | undefined {
  for (const delimiter of [',', ';', '\t'] as Delimiter[]) {
    const records = readCsv(text, delimiter);
    const isHeader = ({ fields }: CsvRecord): boolean =>
      fields.length > 1 && columnNamed(fields.map(headerName), ['rf', ...yearlyNames]) !== -1;
    const at = records.findIndex(isHeader);
    if (at === -1) continue;
    const rest = records.slice(at + 1);
    const end = rest.findIndex(isHeader);
    return { header: records[at] as CsvRecord, lines: end === -1 ? rest : rest.slice(0, end) };
  }
  return undefined;
}

/**
 * `YYYYMMDD`, `YYYY-MM-DD`, or a month as its first day; undefined for anything else, such as the years of a further
 * block.
 */
function dateOf(text: string): { date: string; isMonth: boolean } | undefined {
  const match = /^(\d{4})-?(\d{2})(?:-?(\d{2}))?$/.exec(text);
  if (match === null) return undefined;
  const [, year, month, day] = match;
  return { date: `${year}-${month}-${day ?? '01'}`, isMonth: day === undefined };
}

/** Whether the returns of the market in a file of French's are fractions and not percent; percent where there are few. */
function isInFractions(lines: readonly { fields: readonly string[] }[], column: number, period: Period): boolean {
  if (column === -1) return false;
  const sizes = lines.map(({ fields }) => Math.abs(Number(fields[column] || NaN))).filter((size) => size < 99);
  if (sizes.length < 10) return false;
  const median = sizes.sort((a, b) => a - b)[sizes.length >> 1] as number;
  return median < leastMarketMove * Math.sqrt(sessionsOf[period]);
}
