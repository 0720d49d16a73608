import { dayOfIso } from '@fm/platform/time';

/** Risk-free returns of a series, one per day: a fraction per session. */
export interface RiskFreeSeries {
  readonly series: 'FF-RF' | 'DTB3';
  readonly rates: readonly { readonly date: string; readonly rate: number }[];
  /** Lines with a day and no usable rate, 1-based, with the reason. */
  readonly refused: readonly { readonly line: number; readonly what: string }[];
}

/** Sessions over which an annual rate is spread, as in the annualisation of returns. */
const sessionsPerYear = 252;

/** Rates beyond these are no Treasury bill's: percent a session, percent a year. */
const highest = { 'FF-RF': 1, DTB3: 30 } as const;

/**
 * Reads a risk-free series: the daily factor file of K. French's data library (column `RF`, percent per session), or
 * FRED's `DTB3` as CSV (secondary-market discount rate of the 3-month bill, percent a year, spread evenly over 252
 * sessions; `.` or empty is a day without one). Text before the header and after the rows is passed over.
 *
 * @returns undefined when it is neither
 */
export function parseRiskFree(text: string): RiskFreeSeries | undefined {
  const lines = text.split(/\r?\n/).map((line) => line.split(',').map((field) => field.trim()));
  const header = lines.findIndex((fields) => fields.includes('RF') || fields.includes('DTB3'));
  if (header === -1) return undefined;
  const names = lines[header]!;
  const series = names.includes('RF') ? 'FF-RF' : 'DTB3';
  const column = names.indexOf(series === 'FF-RF' ? 'RF' : 'DTB3');
  const rates: { date: string; rate: number }[] = [];
  const refused: { line: number; what: string }[] = [];
  lines.slice(header + 1).forEach((fields, at) => {
    const date = isoDate(fields[0] ?? '');
    if (date === undefined) return;
    const written = fields[column] ?? '';
    if (series === 'DTB3' && (written === '.' || written === '')) return;
    const percent = written === '' ? NaN : Number(written);
    const line = header + at + 2;
    if (Number.isNaN(dayOfIso(date))) refused.push({ line, what: `the calendar has no ${date}` });
    else if (!(Math.abs(percent) <= highest[series]))
      refused.push({ line, what: `"${written}" is no rate in percent` });
    else rates.push({ date, rate: percent / 100 / (series === 'DTB3' ? sessionsPerYear : 1) });
  });
  return { series, rates, refused };
}

/** `YYYYMMDD` or `YYYY-MM-DD` as `YYYY-MM-DD`; undefined for anything else. */
function isoDate(text: string): string | undefined {
  const match = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text);
  return match === null ? undefined : `${match[1]}-${match[2]}-${match[3]}`;
}
