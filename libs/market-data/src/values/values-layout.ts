import { columnNamed, headerName, parseDay, unreadableDay } from '@fm/platform/csv';
import { valuesNameOf } from './values-name.ts';

/** How a file holds values. */
export type ValuesLayout =
  /** A line for each day and stock, with a column for each kind of value. */
  | {
      readonly kind: 'long';
      readonly date: number;
      readonly symbol: number;
      /** -1 where the file does not say when values became known. */
      readonly knownAt: number;
      readonly values: readonly { readonly column: number; readonly name: string }[];
      /** Column that names the values of each line; absent where the header does. */
      readonly named?: number;
    }
  /** A line for each day and a column for each stock; or, `turned`, a line for each stock and a column for each day. */
  | { readonly kind: 'wide'; readonly name: string; readonly turned: boolean };

/** Names of columns of days. */
export const dateNames: readonly string[] = [
  'date',
  'day',
  'datetime',
  'timestamp',
  'session',
  'tradedate',
  'tradingday',
  'asof',
  'time',
];
/** Names of columns of symbols. */
export const symbolNames: readonly string[] = [
  'symbol',
  'ticker',
  'asset',
  'instrument',
  'security',
  'stock',
  'code',
  'tickersymbol',
  'sid',
];
const knownNames = ['knownat', 'known', 'availableat', 'knowledgetime', 'knowledgedate'];
/** Names of columns that say nothing: values under them are named by the file. */
const plainNames = ['value', 'values', 'factor', 'factorvalue', '0', '1', ''];
/** An index that pandas wrote without a name. */
const unnamed = /^(|unnamed\d+|level\d+|index)$/;
/** Columns of `get_clean_factor_and_forward_returns` of alphalens beside the factor: later returns, and what is cut of it. */
const ofAlphalens = /^(\d+(d|h|m|s|min|t|bd?))+$|^factorquantile$|^group$/;

/**
 * The layout of a file of values by its header and first line: long (`date,symbol,value`), as pandas and alphalens write a
 * series with two levels too, or wide, as pandas writes a table of days and stocks.
 *
 * @param stem - name for values whose column has none: that of the file
 * @returns what is wrong with the header, as a text, where it is neither
 */
export function layoutOf(header: readonly string[], first: readonly string[], stem: string): ValuesLayout | string {
  const names = header.map(headerName);
  const date = placed(columnNamed(names, dateNames), 0, names, () => isDay(first[0]));
  const symbol = placed(columnNamed(names, symbolNames), 1, names, () => !isNumber(first[1]));
  if (date !== -1 && symbol !== -1) return longLayout(names, { date, symbol }, stem, { header, first });
  if (header.length > 1 && header.slice(1).every(isDay)) return { kind: 'wide', name: stem, turned: true };
  if (!isDay(first[0])) return 'no column has the dates';
  const others = names.slice(1);
  if (others.length === 0 || others.every((name) => plainNames.includes(name))) return 'no column has the symbols';
  return { kind: 'wide', name: stem, turned: false };
}

/** A column by its name, else the one where pandas writes an index that has none. */
function placed(found: number, place: number, names: readonly string[], fits: () => boolean): number {
  if (found !== -1) return found;
  return unnamed.test(names[place] ?? '-') && names.length > 2 && names.length <= 4 && fits() ? place : -1;
}

function longLayout(
  names: readonly string[],
  { date, symbol }: { readonly date: number; readonly symbol: number },
  stem: string,
  { header, first }: { readonly header: readonly string[]; readonly first: readonly string[] },
): ValuesLayout | string {
  const knownAt = columnNamed(names, knownNames);
  const [named, value] = [names.indexOf('factor'), names.indexOf('value')];
  // As `fm export factor-values` writes them.
  if (named !== -1 && value !== -1 && !isNumber(first[named]))
    return { kind: 'long', date, symbol, knownAt, values: [{ column: value, name: stem }], named };
  const isClean = names.includes('factor') && names.some((name) => ofAlphalens.test(name));
  const columns = names.flatMap((name, column) => {
    if ([date, symbol, knownAt].includes(column)) return [];
    if (isClean && name !== 'factor') return [];
    // The numbers of lines, which pandas writes first.
    if (unnamed.test(name) && column < Math.max(date, symbol)) return [];
    return [{ column, name: plainNames.includes(name) ? stem : valuesNameOf(header[column] ?? '') }];
  });
  if (columns.length === 0) return 'no column has values';
  const twice = columns.find(({ name }, at) => columns.findIndex((other) => other.name === name) !== at);
  if (twice !== undefined) return `two columns of values are named ${twice.name}`;
  return { kind: 'long', date, symbol, knownAt, values: columns };
}

function isDay(text: string | undefined): boolean {
  const bytes = Buffer.from(text ?? '');
  return parseDay(bytes, 0, bytes.length) !== unreadableDay;
}

function isNumber(text: string | undefined): boolean {
  return text === undefined || text.trim() === '' || Number.isFinite(Number(text));
}
