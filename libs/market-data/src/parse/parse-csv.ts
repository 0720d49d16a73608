import { symbolOf } from '@fm/platform';
import { isoOfDay } from '@fm/platform/time';
import {
  byteOrderMarkLength,
  delimiterOf,
  fieldText,
  FieldSpans,
  impossibleDay,
  maxLineBytes,
  notANumber,
  parseDay,
  parseDecimal,
  unreadableDay,
  visitLines,
} from '@fm/platform/csv';
import type { CloseKind } from '../model/close-kind.ts';
import { noDrops, type ParsedPrices, type RejectedRow, type Remark } from '../model/parsed.ts';
import { PriceRows, valueNames, type CorporateAction } from '../model/price-rows.ts';
import type { ProblemCode } from '../model/problems.ts';
import { findRowFault } from '../checks/row-fault.ts';
import { readHeader, valueColumns, type CsvForm, type StockColumns } from './csv-header.ts';
import { exchangeDay } from './exchange-day.ts';
import { looseNumber } from './loose-number.ts';
import { dayOfWritten, dayOrderOf, isYearLast, type DayOrder } from './written-date.ts';

/** Most rows of one file; daily prices of one symbol since 1900 are about 35,000. */
export const maxRows = 2_000_000;

/** Characters of a date without a time. */
const longestDate = 10;

/** What the parser has to know besides the bytes. */
export interface ParseContext {
  /** Symbol of rows that name none; empty where the file name gives none. */
  readonly symbol: string;
  /** Day number of today at the exchange: later rows are in the future. */
  readonly today: number;
  /** First day whose session was not over when the payload was taken: its row is a live bar. */
  readonly firstOpenDay: number;
  /** Whether the file is named as Stooq names its files, so that a missing adjusted close is no surprise. */
  readonly fromStooq?: boolean;
  /** What the closes are, where the caller says it. @default found in the file */
  readonly closes?: CloseKind | undefined;
}

/**
 * Reads prices from CSV in the forms that people have, see {@link readHeader}: one stock a file, a column that names the
 * stock, or columns of many stocks side by side; `Dividends` and `Stock Splits` become corporate actions. Dates with the year
 * last are read in the order of day and month that the whole file shows. Pure: the result depends on the arguments alone.
 */
export function parsePriceCsv(chunks: Iterable<Uint8Array>, context: ParseContext): ParsedPrices {
  const parts = chunks[Symbol.iterator]();
  const first = parts.next();
  const all = first.done === true ? [] : rejoined(first.value, parts);
  const { read, order } = first.done === true ? { read: all, order: undefined } : dated(first.value, all);
  const reader = new CsvPriceReader(context, order);
  const lines = visitLines(
    read,
    (bytes, start, end, line) => reader.readLine(bytes, start, end, line),
    (line) => reader.rejectLine(line),
  );
  return reader.finish(lines);
}

/** Bytes of a file whose dates are looked through before it is read. */
const mostBytes = 1 << 28;

/** A date with the year last at the beginning of a field. */
const yearLast = /(?:^|[,;\t"|])\s*(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?=[ T",;\t|\r\n]|$)/gm;

/** The chunks to read and, where the first of them has dates with the year last, the order that all of them show. */
function dated(
  first: Uint8Array,
  all: Iterable<Uint8Array>,
): { read: Iterable<Uint8Array>; order: DayOrder | 'ambiguous' | undefined } {
  if (!Buffer.from(first.subarray(0, 65_536)).toString('latin1').match(yearLast))
    return { read: all, order: undefined };
  const whole = Buffer.concat([...all]);
  if (whole.length > mostBytes) return { read: [whole], order: 'ambiguous' };
  const dates = new Set(Array.from(whole.toString('latin1').matchAll(yearLast), ([, date]) => date as string));
  return { read: [whole], order: dayOrderOf([...dates]) ?? 'ambiguous' };
}

function* rejoined(first: Uint8Array, rest: Iterator<Uint8Array>): Generator<Uint8Array> {
  yield first;
  for (let next = rest.next(); next.done !== true; next = rest.next()) yield next.value;
}

class CsvPriceReader {
  readonly rows = new PriceRows();
  readonly actions: CorporateAction[] = [];
  readonly rejected: RejectedRow[] = [];
  readonly remarks: Remark[] = [];
  readonly dropped = noDrops();
  rowsRead = 0;
  #form: CsvForm | undefined;
  #names: string[][] = [];
  #header = '';
  #unusable = false;
  readonly #fields = new FieldSpans();
  readonly #values = new Float64Array(6);
  readonly #context: ParseContext;
  readonly #order: DayOrder | 'ambiguous' | undefined;

  constructor(context: ParseContext, order: DayOrder | 'ambiguous' | undefined) {
    this.#context = context;
    this.#order = order;
  }

  readLine(bytes: Uint8Array, start: number, end: number, line: number): void {
    if (this.#unusable) return;
    const from = line === 1 ? start + byteOrderMarkLength(bytes.subarray(start, start + 3)) : start;
    if (this.#form === undefined) this.#readHeaderLine(bytes, from, end, line);
    else if (from < end) this.#readRow(this.#form, bytes, from, end, line);
  }

  /** Keeps a row aside, or, with `isRow` false, the file. */
  reject(code: ProblemCode, line: number, what: string, payload: string, isRow = true): void {
    const { symbol } = this.#context;
    this.rejected.push({ code, line, symbol, isRow, what, payload: payload.slice(0, 4096) });
  }

  rejectLine(line: number): void {
    this.rowsRead++;
    this.reject('LINE_TOO_LONG', line, `the line is longer than ${maxLineBytes} bytes`, '');
  }

  finish(lines: number): ParsedPrices {
    if (lines === 0) this.reject('FILE_EMPTY', 0, 'the file is empty', '', false);
    else if (this.#form === undefined && this.rejected.length === 0) {
      this.reject('FILE_EMPTY', 0, 'the file holds nothing but blank lines', '', false);
    } else if (this.#form !== undefined && this.rowsRead === 0 && this.rejected.length === 0) {
      this.reject('FILE_WITHOUT_ROWS', 1, 'the file has a header and no rows', this.#header, false);
    }
    const { hasAdjusted = true, closes = 'split' } = this.#form ?? {};
    return {
      source: hasAdjusted ? 'yahoo' : 'stooq',
      closes: this.#context.closes ?? closes,
      ...(this.#context.closes === undefined ? {} : { closesAsked: true }),
      hasAdjusted,
      rows: this.rows,
      actions: this.actions,
      rejected: this.rejected,
      remarks: this.remarks,
      dropped: this.dropped,
      rowsRead: this.rowsRead,
    };
  }

  #readHeaderLine(bytes: Uint8Array, start: number, end: number, line: number): void {
    const text = textOf(bytes, start, end);
    if (text.trim() === '') return;
    if (this.#names.length === 0) this.#fields.delimiter = delimiterOf(text).charCodeAt(0);
    this.#fields.split(bytes, start, end);
    this.#names.push(Array.from({ length: this.#fields.count }, (_, at) => this.#field(bytes, at)));
    this.#header = this.#header === '' ? text : `${this.#header}\n${text}`;
    const form = readHeader(this.#names);
    if (form === undefined) return;
    const fault = 'code' in form ? form : this.#faultOf(form);
    if (fault !== undefined) {
      this.reject(fault.code, line, fault.what, this.#header, false);
      this.#unusable = true;
    } else if (!('code' in form)) {
      this.#form = form;
      this.#remarkOn(form, line);
    }
  }

  /** Why a file of a form cannot be read at all. */
  #faultOf({ ticker, stocks }: CsvForm): { code: ProblemCode; what: string } | undefined {
    if (this.#order === 'ambiguous')
      return {
        code: 'DATE_AMBIGUOUS',
        what: 'the dates can be read with the day first or with the month first, and nothing in the file says which',
      };
    if (ticker === -1 && this.#context.symbol === '' && stocks.some(({ symbol }) => symbol === undefined))
      return { code: 'SYMBOL_UNREADABLE', what: 'neither the file name nor a column says the symbol' };
    return undefined;
  }

  #remarkOn({ hasAdjusted, isKnown, closes }: CsvForm, line: number): void {
    if (hasAdjusted || this.#context.fromStooq === true || this.#context.closes !== undefined) return;
    if (closes === 'total' && isKnown) return;
    const what =
      closes === 'split'
        ? 'no column Adj Close: the closes are adjusted for splits, and for the dividends that are loaded'
        : 'no column Adj Close: read as a Stooq file, whose closes are adjusted for splits and dividends; no market capitalisation comes of it. `--close raw`, `split` or `total` says what they are';
    this.remarks.push({ code: 'NO_ADJUSTED_CLOSE', line, symbol: this.#context.symbol, what });
  }

  #readRow(form: CsvForm, bytes: Uint8Array, start: number, end: number, line: number): void {
    const fields = this.#fields;
    fields.split(bytes, start, end);
    if (fields.count === 1 && fields.start[0] === fields.end[0]) return;
    const rejectRow = (code: ProblemCode, what: string): void => {
      this.rowsRead++;
      this.reject(code, line, what, `${this.#header}\n${textOf(bytes, start, end)}`);
    };
    if (this.rowsRead >= maxRows) {
      this.#unusable = true;
      return rejectRow('FILE_TOO_LARGE', `the file has more than ${maxRows} rows; the rows up to here are in`);
    }
    if (fields.count !== form.fields) {
      return rejectRow('ROW_FIELD_COUNT', `${fields.count} fields where the header has ${form.fields}`);
    }
    const symbol = this.#symbolOf(form, bytes);
    if (symbol === undefined) {
      return rejectRow('SYMBOL_UNREADABLE', `"${this.#field(bytes, form.ticker)}" is not a symbol`);
    }
    const day = this.#dayOf(form.date, bytes, symbol);
    if (day === unreadableDay) {
      return rejectRow('DATE_UNREADABLE', `"${this.#field(bytes, form.date)}" is not a date`);
    }
    if (day === impossibleDay) {
      return rejectRow('DATE_IMPOSSIBLE', `the calendar has no ${this.#field(bytes, form.date)}`);
    }
    if (day > this.#context.today) {
      return rejectRow('DATE_IN_FUTURE', `${isoOfDay(day)} is after today, ${isoOfDay(this.#context.today)}`);
    }
    for (const columns of form.stocks) this.#readStock(columns, bytes, columns.symbol ?? symbol, day, line, rejectRow);
  }

  /** The stock of a row, empty where its columns name it; a column of names that are words gives way to the file's name. */
  #symbolOf({ ticker }: CsvForm, bytes: Uint8Array): string | undefined {
    if (ticker === -1) return this.#context.symbol;
    const symbol = symbolOf(this.#field(bytes, ticker));
    return symbol ?? (this.#context.symbol === '' ? undefined : this.#fallback(bytes, ticker));
  }

  #fallback(bytes: Uint8Array, ticker: number): string | undefined {
    return / /.test(this.#field(bytes, ticker)) ? this.#context.symbol : undefined;
  }

  #readStock(
    columns: StockColumns,
    bytes: Uint8Array,
    symbol: string,
    day: number,
    line: number,
    rejectRow: (code: ProblemCode, what: string) => void,
  ): void {
    const values = this.#values;
    const places = valueColumns(columns);
    for (let at = 0; at < 6; at++) {
      const column = places[at]!;
      values[at] = column === -1 ? NaN : this.#numberAt(bytes, column);
      if (values[at] === notANumber) {
        return rejectRow('NUMBER_UNREADABLE', `"${this.#field(bytes, column)}" is not a number (${valueNames[at]})`);
      }
    }
    const isAdjustedOnly = columns.adjClose === -1;
    if (isAdjustedOnly) values[4] = values[3]!;
    if (!this.#readActions(columns, bytes, symbol, day)) {
      return rejectRow('NUMBER_UNREADABLE', 'the dividend or split of the row is not a number of zero or more');
    }
    if (values[0] !== values[0] && values[1] !== values[1] && values[2] !== values[2] && values[3] !== values[3]) {
      if (values[4] !== values[4]) {
        this.rowsRead++;
        return void this.dropped.null_row++;
      }
    }
    if (day >= this.#context.firstOpenDay) {
      this.rowsRead++;
      return void this.dropped.live_bar++;
    }
    const fault = findRowFault(values);
    if (fault !== undefined) return rejectRow(fault.code, fault.what);
    this.rowsRead++;
    // A close that is adjusted for dividends too says nothing of what the stock was quoted at.
    if (isAdjustedOnly) values[3] = NaN;
    this.rows.push(this.rows.symbolIndex(symbol), day, line, values);
  }

  #numberAt(bytes: Uint8Array, column: number): number {
    const [start, end] = [this.#fields.start[column]!, this.#fields.end[column]!];
    const value = parseDecimal(bytes, start, end);
    if (value !== notANumber) return value;
    const delimiter = String.fromCharCode(this.#fields.delimiter);
    const isLoose = delimiter !== ',' || this.#form?.isLoose === true;
    return looseNumber(textOf(bytes, start, end), delimiter, isLoose);
  }

  /** Day of the session of a row: the written date, or that of the exchange where the time has an offset. */
  #dayOf(date: number, bytes: Uint8Array, symbol: string): number {
    const [start, end] = [this.#fields.start[date]!, this.#fields.end[date]!];
    const written = parseDay(bytes, start, end);
    if (written === unreadableDay) {
      const text = this.#field(bytes, date);
      return dayOfWritten(text, isYearLast(text) && this.#order !== 'ambiguous' ? this.#order : undefined);
    }
    if (end - start <= longestDate || written === impossibleDay) return written;
    const day = exchangeDay(this.#field(bytes, date), symbol);
    return day === unreadableDay ? written : day;
  }

  /** Reads the event columns; false when one holds no amount. */
  #readActions(columns: StockColumns, bytes: Uint8Array, symbol: string, day: number): boolean {
    for (const [kind, column] of [
      ['dividend', columns.dividends],
      ['split', columns.splits],
    ] as const) {
      if (column === -1) continue;
      const value = parseDecimal(bytes, this.#fields.start[column]!, this.#fields.end[column]!);
      if (value === notANumber || value < 0) return false;
      const isNone = value === 0 || (kind === 'split' && value === 1);
      if (value > 0 && !isNone) this.actions.push({ symbol, day, kind, value });
    }
    return true;
  }

  #field(bytes: Uint8Array, at: number): string {
    return fieldText(bytes, this.#fields.start[at]!, this.#fields.end[at]!).slice(0, 60);
  }
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
}
