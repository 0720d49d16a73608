import { headerName } from '@fm/platform/csv';
import type { CloseKind } from '../model/close-kind.ts';
import { valueNames, type ValueName } from '../model/price-rows.ts';
import type { ProblemCode } from '../model/problems.ts';

/** A column that the parser reads; `-1` in {@link CsvColumns} when the file does not have it. */
type ColumnName = ValueName | 'date' | 'ticker' | 'dividends' | 'splits';
export type CsvColumns = Readonly<Record<ColumnName, number>> & {
  readonly fields: number;
  /** What the closes beside an adjusted close are. */
  readonly closes: CloseKind;
};

const aliases: Readonly<Record<string, ColumnName>> = {
  date: 'date',
  datetime: 'date',
  open: 'open',
  high: 'high',
  low: 'low',
  close: 'close',
  adjclose: 'adjClose',
  adjustedclose: 'adjClose',
  volume: 'volume',
  vol: 'volume',
  ticker: 'ticker',
  symbol: 'ticker',
  dividends: 'dividends',
  divcash: 'dividends',
  dividendamount: 'dividends',
  stocksplits: 'splits',
  splitfactor: 'splits',
  splitcoefficient: 'splits',
};

/** Columns of vendors whose close is as traded (Tiingo, Alpha Vantage, Quandl). */
const asTraded = new Set(['splitfactor', 'splitcoefficient', 'splitratio', 'adjvolume']);

const required: readonly ColumnName[] = ['date', 'open', 'high', 'low', 'close', 'volume'];

/** Where each column of a header line is, or what is wrong with the header. Case, blanks, `_`, `*` and `<>` do not count. */
export function readHeader(fields: readonly string[]): CsvColumns | { code: ProblemCode; what: string } {
  const columns: Record<ColumnName, number> = {
    ...(Object.fromEntries(valueNames.map((name) => [name, -1])) as Record<ValueName, number>),
    date: -1,
    ticker: -1,
    dividends: -1,
    splits: -1,
  };
  for (const [position, field] of fields.entries()) {
    const name = aliases[headerName(field)];
    if (name === undefined) continue;
    if (columns[name] !== -1) return { code: 'COLUMN_TWICE', what: `the header names the column ${name} twice` };
    columns[name] = position;
  }
  const missing = required.filter((name) => columns[name] === -1);
  if (missing.length > 0) {
    const found = fields.join(',').slice(0, 120);
    return { code: 'COLUMN_MISSING', what: `the header lacks ${missing.join(', ')}; it is "${found}"` };
  }
  const isAsTraded = fields.some((field) => asTraded.has(headerName(field)));
  return { ...columns, fields: fields.length, closes: isAsTraded ? 'raw' : 'split' };
}
