import { symbolOf } from '@fm/platform';
import { headerName } from '@fm/platform/csv';
import type { CloseKind } from '../model/close-kind.ts';
import { valueNames, type ValueName } from '../model/price-rows.ts';
import type { ProblemCode } from '../model/problems.ts';

type ColumnName = ValueName | 'dividends' | 'splits';

/** Columns of one stock; -1 where the file has none. */
export type StockColumns = Readonly<Record<ColumnName, number>> & {
  /** The stock, where its columns name it; otherwise a column or the file does. */
  readonly symbol: string | undefined;
};

/** Where a price file has what. */
export interface CsvForm {
  readonly fields: number;
  readonly date: number;
  /** Column that names the stock of a row; -1 where none does. */
  readonly ticker: number;
  /** Several where the columns of many stocks are side by side. */
  readonly stocks: readonly StockColumns[];
  /** What the closes are, as the columns of the file say it. */
  readonly closes: CloseKind;
  readonly hasAdjusted: boolean;
  /** Whether the columns are those of a vendor whose closes are known, so that they are taken for nothing. */
  readonly isKnown: boolean;
  /** Whether they are those of a vendor that writes numbers with signs and units. @default false */
  readonly isLoose?: boolean;
}

/** What is wrong with a header. */
export interface HeaderFault {
  readonly code: ProblemCode;
  readonly what: string;
}

const dateNames = ['date', 'datetime', 'timestamp', 'tradedate', 'tradingdate', 'day', 'time', 't', 'windowstart'];
const tickerNames = ['ticker', 'symbol', 'tickersymbol', 'stocksymbol', 'actsymbol', 'tic', 'code', 'stock', 'name'];
const valueAliases: Readonly<Record<ColumnName, readonly string[]>> = {
  open: ['open', 'o'],
  high: ['high', 'h'],
  low: ['low', 'l'],
  close: ['close', 'closelast', 'price', 'last', 'c'],
  adjClose: ['adjclose', 'adjustedclose', 'adjclosing'],
  volume: ['volume', 'vol', 'v', 'sharestraded'],
  dividends: ['dividends', 'divcash', 'dividendamount', 'exdividend'],
  splits: ['stocksplits', 'splitfactor', 'splitcoefficient', 'splitratio'],
};
const columnNames = Object.keys(valueAliases) as ColumnName[];
const known = new Set([...dateNames, ...tickerNames, ...Object.values(valueAliases).flat()]);

/** Columns of vendors whose close is as traded (Tiingo, Alpha Vantage, Quandl, Polygon's flat files). */
const asTraded = ['splitfactor', 'splitcoefficient', 'splitratio', 'adjvolume', 'windowstart'];
/** Columns of vendors whose close is adjusted only for splits (Nasdaq, investing.com, Polygon). */
const splitAdjusted = [['closelast'], ['price', 'change'], ['c', 'vw']];

/**
 * Reads the lines of names of a price file: one, or the three of yfinance (names, symbols, and only `Date`). Case,
 * blanks and signs do not count.
 *
 * @param lines - fields of the lines so far
 * @returns undefined where another line of names follows
 */
export function readHeader(lines: readonly (readonly string[])[]): CsvForm | HeaderFault | undefined {
  const [first = []] = lines;
  const names = first.map(headerName);
  if (isOfYfinance(names)) return lines.length < 3 ? undefined : sideBySide(lines);
  const twice = columnNames.find((name) => names.filter((one) => one === valueAliases[name][0]).length > 1);
  if (twice !== undefined) return { code: 'COLUMN_TWICE', what: `the header names the column ${twice} twice` };
  const written = placeOf(names, dateNames);
  // Without a column of that name the days are the index, which pandas writes first and without a name.
  const date = written === -1 && names[0] === '' ? 0 : written;
  const wide = date === 0 ? readWide(first, names) : undefined;
  if (wide !== undefined) return wide;
  const columns = columnsIn(names);
  const missing = [...(date === -1 ? ['date'] : []), ...(columns.close === -1 ? ['close'] : [])];
  if (missing.length > 0) {
    const found = first.join(',').slice(0, 120);
    return { code: 'COLUMN_MISSING', what: `the header lacks ${missing.join(', ')}; it is "${found}"` };
  }
  const hasAdjusted = columns.adjClose !== -1;
  const has = (name: string): boolean => names.includes(name);
  const isSplitAdjusted = hasAdjusted || splitAdjusted.some((vendor) => vendor.every(has));
  return {
    ...{ fields: first.length, date, ticker: placeOf(names, tickerNames), hasAdjusted },
    stocks: [{ ...columns, symbol: undefined }],
    closes: asTraded.some(has) ? 'raw' : isSplitAdjusted ? 'split' : 'total',
    isLoose: splitAdjusted.some((vendor) => vendor.every(has)),
    isKnown: isSplitAdjusted || asTraded.some(has) || has('per'),
  };
}

/** A file with a column of closes for each stock: every name but the first is a symbol. */
function readWide(fields: readonly string[], names: readonly string[]): CsvForm | undefined {
  const symbols = fields.slice(1).map((field) => symbolOf(field));
  if (symbols.length === 0 || names.slice(1).some((name) => known.has(name)) || symbols.includes(undefined))
    return undefined;
  const none = columnsIn([]);
  return {
    ...{ fields: fields.length, date: 0, ticker: -1, closes: 'total', hasAdjusted: false, isKnown: false },
    stocks: symbols.map((symbol, at) => ({ ...none, close: at + 1, symbol })),
  };
}

/** Whether a first line is that of yfinance: after the name of the level, value names that repeat or the word Price. */
function isOfYfinance(names: readonly string[]): boolean {
  const [level, ...rest] = names;
  const isLevel = level === 'price' || level === 'ticker' || (level === '' && new Set(rest).size < rest.length);
  // A long table may begin with its column Ticker; no stock has the symbol CLOSE.
  const isLong = names.includes('date') || (level === 'ticker' && names.includes('close'));
  return isLevel && rest.length > 0 && !isLong;
}

function sideBySide([first = [], second = [], third = []]: readonly (readonly string[])[]): CsvForm | HeaderFault {
  const isValue = (field: string): boolean =>
    columnNames.some((name) => valueAliases[name].includes(headerName(field)));
  const [values, symbols] = isValue(first[1] ?? '') ? [first, second] : [second, first];
  const isIndex = dateNames.includes(headerName(third[0] ?? '')) && third.slice(1).every((field) => field === '');
  const named = [...new Set(symbols.slice(1))].map((text) => [text, symbolOf(text)] as const);
  const bad = named.find(([, symbol]) => symbol === undefined);
  if (!isIndex || bad !== undefined)
    return {
      code: 'COLUMN_MISSING',
      what: `the three lines of names are not those of yfinance: "${first.join(',').slice(0, 80)}"`,
    };
  const stocks = named.map(([text, symbol]) => {
    const own = values.map((value, at) => (at > 0 && symbols[at] === text ? headerName(value) : ''));
    return { ...columnsIn(own), symbol };
  });
  if (stocks.some(({ close }) => close === -1)) return { code: 'COLUMN_MISSING', what: 'a stock has no column Close' };
  const hasAdjusted = stocks.every(({ adjClose }) => adjClose !== -1);
  // Without Adj Close yfinance adjusted the prices itself (auto_adjust), for dividends too.
  return {
    ...{ fields: first.length, date: 0, ticker: -1, stocks, hasAdjusted, isKnown: hasAdjusted },
    closes: hasAdjusted ? 'split' : 'total',
  };
}

function columnsIn(names: readonly string[]): Record<ColumnName, number> {
  const entries = columnNames.map((name) => [name, placeOf(names, valueAliases[name])] as const);
  return Object.fromEntries(entries) as Record<ColumnName, number>;
}

function placeOf(names: readonly string[], wanted: readonly string[]): number {
  for (const name of wanted) if (names.includes(name)) return names.indexOf(name);
  return -1;
}

/** The value columns in the order of the rows. */
export function valueColumns(columns: StockColumns): number[] {
  return valueNames.map((name) => columns[name]);
}
