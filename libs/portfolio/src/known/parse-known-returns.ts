import { isoOfDay } from '@fm/platform/time';
import { factorTables, type FactorTable } from './factor-tables.ts';
import { periodsPerYear, type Frequency } from './frequency.ts';

/** How the values of a file are written. */
export type Unit = 'percent' | 'fraction';

/** Published returns of one table of a file. */
export interface KnownTable {
  /** Title of the table, where the file has several of a frequency; empty otherwise. */
  readonly title: string;
  readonly frequency: Frequency;
  readonly names: readonly string[];
  readonly rows: readonly KnownReturn[];
}

/** One published return: a fraction per period. */
export interface KnownReturn {
  readonly name: string;
  readonly date: string;
  readonly value: number;
}

/** A line that cannot be used, 1-based, with the reason. */
export interface RefusedLine {
  readonly line: number;
  readonly what: string;
}

/** A file of factor returns. */
export interface KnownReturns {
  readonly unit: Unit;
  /** Whether the sizes of the values decided on the unit; percent is taken where there are too few. */
  readonly unitRecognised: boolean;
  readonly tables: readonly KnownTable[];
  readonly refused: readonly RefusedLine[];
  /** Values that the file marks as missing. */
  readonly missing: number;
  /** Tables that hold no returns, such as numbers of firms, by their titles. */
  readonly passedOver: readonly string[];
}

const missingTexts = new Set(['', '.', 'na', 'n/a', 'nan', 'null', '-', '#n/a']);

/** What French writes where there is no return. */
const isMissing = (text: string): boolean =>
  missingTexts.has(text.toLowerCase()) || /^-99(\.99|9(\.0*)?)$/.test(text) || text === '-99.9900';

/** Tables of other things than returns, which follow the returns in files of portfolios. */
const noReturns = /number of firms|average firm size|average market cap|sum of be|value weight average of (be|op|inv)/i;

/**
 * Half of the returns of the most volatile column lie beyond this in percent a session, and none of a year do as
 * fractions.
 */
const leastMove = 0.05;

const leastValues = 10;

/** A loss of more than everything, or a gain of a hundred times, is not a return of a portfolio. */
const [lowest, highest] = [-1, 100];

/**
 * Reads published returns, see {@link factorTables}. Whether values are percent or fractions is recognised by their sizes, for
 * the whole file from its longest table; a value with a percent sign is a percentage. -99.99 and -999 are missing.
 *
 * @param unit - @default recognised
 * @returns undefined where the file has no table of dates
 */
export function parseKnownReturns(text: string, unit?: Unit): KnownReturns | undefined {
  const all = factorTables(text);
  if (all.length === 0) return undefined;
  const passedOver = all.filter(({ title }) => noReturns.test(title));
  const tables = all.filter((table) => !passedOver.includes(table));
  const recognised = unit ?? unitOf(tables);
  const refused: RefusedLine[] = [];
  let missing = 0;
  const read = tables.flatMap((table) => {
    const { title, names, frequency, lines } = table;
    if (frequency === undefined) {
      refused.push({ line: lines[0]?.line ?? 0, what: 'its dates are neither days, weeks, months nor years apart' });
      return [];
    }
    const rows: KnownReturn[] = [];
    for (const { line, day, dateText, fields } of lines) {
      if (Number.isNaN(day)) {
        refused.push({ line, what: `the calendar has no ${dateText}` });
        continue;
      }
      const values = fields.slice(0, names.length);
      if (values.length < names.length || fields.slice(names.length).some((field) => field.trim() !== '')) {
        refused.push({ line, what: `it has ${fields.length} values for ${names.length} names` });
        continue;
      }
      for (const [at, written] of values.entries()) {
        if (isMissing(written.trim())) {
          missing++;
          continue;
        }
        const value = valueOf(written.trim(), recognised ?? 'percent');
        if (value >= lowest && value <= highest) rows.push({ name: names[at] as string, date: isoOfDay(day), value });
        else refused.push({ line, what: `"${written}" of ${names[at]} is not a return` });
      }
    }
    const isAlone = tables.every((other) => other === table || other.frequency !== frequency);
    return [{ title: isAlone ? '' : title, frequency, names, rows }];
  });
  return {
    unit: recognised ?? 'percent',
    unitRecognised: recognised !== undefined,
    tables: read,
    refused: refused.sort((a, b) => a.line - b.line),
    missing,
    passedOver: passedOver.map(({ title }) => title),
  };
}

function valueOf(text: string, unit: Unit): number {
  const percent = text.endsWith('%');
  const value = text === '' ? NaN : Number(percent ? text.slice(0, -1) : text);
  return percent || unit === 'percent' ? value / 100 : value;
}

/** Percent or fractions by the largest median size of a column; undefined where there are too few values. */
function unitOf(tables: readonly FactorTable[]): Unit | undefined {
  const longest = tables.reduce<FactorTable | undefined>(
    (best, table) => (table.lines.length > (best?.lines.length ?? 0) ? table : best),
    undefined,
  );
  if (longest?.frequency === undefined) return undefined;
  const medians = longest.names.flatMap((_, column) => {
    const texts = longest.lines.map(({ fields }) => (fields[column] ?? '').trim()).filter((text) => !isMissing(text));
    const sizes = texts.map((text) => Math.abs(Number(text))).filter(Number.isFinite);
    return sizes.length < leastValues ? [] : [sizes.sort((a, b) => a - b)[sizes.length >> 1] as number];
  });
  if (medians.length === 0) return undefined;
  const sessions = 252 / periodsPerYear[longest.frequency];
  return Math.max(...medians) < leastMove * Math.sqrt(sessions) ? 'fraction' : 'percent';
}
