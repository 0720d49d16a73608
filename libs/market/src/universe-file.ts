import { symbolOf } from '@fm/platform';
import { columnNamed, headerName, readCsv, type CsvRecord } from '@fm/platform/csv';
import { isCalendarDate } from '@fm/platform/time';
import { emptyUniverse, malformedUniverse } from './errors.ts';
import type { Member } from './universe.ts';

/** Names of columns as vendors of constituents write them, in order of preference. */
const symbolNames = ['symbol', 'ticker', 'symbols', 'tickers', 'tickersymbol', 'stocksymbol'];
const entryNames = [
  'entry',
  'start',
  'startdate',
  'entrydate',
  'from',
  'dateadded',
  'added',
  'since',
  'datefirstadded',
];
const exitNames = ['exit', 'end', 'enddate', 'exitdate', 'to', 'thru', 'until', 'dateremoved', 'removed'];

/** Columns of a file; -1 where there is none. */
interface Columns {
  readonly symbol: number;
  readonly entry: number;
  readonly exit: number;
}

/** Order of the columns of a file without a line of names. */
const withoutNames: Columns = { symbol: 0, entry: 1, exit: 2 };

/**
 * Reads the members of a universe from CSV: a symbol a line, or a line of names (`symbol`, `entry` and `exit` in any order,
 * other columns beside them) and a stock a line. A first line is one of names where it names a symbol column; otherwise it
 * is the first stock. Dates may be empty; fields may be quoted, and separated by commas, semicolons or tabs.
 *
 * @returns ascending by symbol, equal lines once
 * @throws MALFORMED_UNIVERSE naming the line, EMPTY_UNIVERSE
 */
export function parseUniverse(text: string, path: string): Member[] {
  const records = readCsv(text);
  const columns = columnsOf(records[0], path);
  const stocks = columns === undefined ? records : records.slice(1);
  const members = stocks.map((record) => readMember(record, columns ?? withoutNames, path));
  if (members.length === 0) throw emptyUniverse(path, 'Give the file lines `symbol,entry,exit`.');
  const once = new Map(
    members.map((member) => [`${member.symbol} ${member.entry ?? ''} ${member.exit ?? ''}`, member]),
  );
  return [...once.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, member]) => member);
}

/** Columns that a line names; undefined where it is a stock and no line of names. */
function columnsOf(first: CsvRecord | undefined, path: string): Columns | undefined {
  const names = (first?.fields ?? []).map(headerName);
  const columns = {
    symbol: columnNamed(names, symbolNames),
    entry: columnNamed(names, entryNames),
    exit: columnNamed(names, exitNames),
  };
  if (columns.symbol !== -1) return columns;
  if (names.length > 1 && columns.entry !== -1 && columns.exit !== -1)
    throw malformedUniverse(path, first?.line ?? 1, 'the line of names has no column `symbol` or `ticker`');
  return undefined;
}

function readMember({ line, fields }: CsvRecord, columns: Columns, path: string): Member {
  const written = fields[columns.symbol] ?? '';
  if (written === '') throw malformedUniverse(path, line, 'the symbol is empty');
  const symbol = symbolOf(written);
  if (symbol === undefined) throw malformedUniverse(path, line, `"${written.slice(0, 40)}" is not a symbol`);
  const dateIn = (column: number): string => dayOf(column === -1 ? '' : (fields[column] ?? ''), line, path);
  const [entry, exit] = [dateIn(columns.entry), dateIn(columns.exit)];
  if (entry !== '' && exit !== '' && exit < entry)
    throw malformedUniverse(path, line, `${symbol} leaves on ${exit}, before it enters on ${entry}`);
  return { symbol, ...(entry && { entry }), ...(exit && { exit }) };
}

/**
 * `YYYY-MM-DD` of a day written this way, with slashes, without separators, or with a time after it; empty if there is
 * none.
 */
function dayOf(written: string, line: number, path: string): string {
  if (/^(nat|nan|none|null|-)?$/i.test(written)) return '';
  const [, year, month, day] = /^(\d{4})([-/]?)(\d{2})\2(\d{2})(?:[T ].*)?$/.exec(written)?.toSpliced(2, 1) ?? [];
  const date = `${year}-${month}-${day}`;
  if (!isCalendarDate(date)) throw malformedUniverse(path, line, `"${written.slice(0, 40)}" is not a date`);
  return date;
}
