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
import { noDrops, type ParsedPrices, type RejectedRow, type Remark } from '../model/parsed.ts';
import { PriceRows, valueNames, type CorporateAction } from '../model/price-rows.ts';
import type { ProblemCode } from '../model/problems.ts';
import { findRowFault } from '../checks/row-fault.ts';
import { readHeader, type CsvColumns } from './csv-header.ts';
import { exchangeDay } from './exchange-day.ts';

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
}

/**
 * Reads Yahoo CSV (`Date,Open,High,Low,Close,Adj Close,Volume`, any order and case, further columns ignored; `Dividends`
 * and `Stock Splits` become corporate actions) and Stooq CSV (the same without adjusted close, whose prices are adjusted
 * already; or `<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,...`). Pure: the result depends on the arguments alone.
 */
export function parsePriceCsv(chunks: Iterable<Uint8Array>, context: ParseContext): ParsedPrices {
  const reader = new CsvPriceReader(context);
  const lines = visitLines(
    chunks,
    (bytes, start, end, line) => reader.readLine(bytes, start, end, line),
    (line) => reader.rejectLine(line),
  );
  return reader.finish(lines);
}

class CsvPriceReader {
  readonly rows = new PriceRows();
  readonly actions: CorporateAction[] = [];
  readonly rejected: RejectedRow[] = [];
  readonly remarks: Remark[] = [];
  readonly dropped = noDrops();
  rowsRead = 0;
  #columns: CsvColumns | undefined;
  #header = '';
  #unusable = false;
  readonly #fields = new FieldSpans();
  readonly #values = new Float64Array(6);
  readonly #context: ParseContext;

  constructor(context: ParseContext) {
    this.#context = context;
  }

  readLine(bytes: Uint8Array, start: number, end: number, line: number): void {
    if (this.#unusable) return;
    const from = line === 1 ? start + byteOrderMarkLength(bytes.subarray(start, start + 3)) : start;
    if (this.#columns === undefined) this.#readHeaderLine(bytes, from, end, line);
    else if (from < end) this.#readRow(this.#columns, bytes, from, end, line);
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
    else if (this.#columns === undefined && this.rejected.length === 0) {
      this.reject('FILE_EMPTY', 0, 'the file holds nothing but blank lines', '', false);
    } else if (this.#columns !== undefined && this.rowsRead === 0 && this.rejected.length === 0) {
      this.reject('FILE_WITHOUT_ROWS', 1, 'the file has a header and no rows', this.#header, false);
    }
    const stooq = this.#columns !== undefined && this.#columns.adjClose === -1;
    return {
      source: stooq ? 'stooq' : 'yahoo',
      closes: stooq ? 'total' : (this.#columns?.closes ?? 'split'),
      hasAdjusted: !stooq,
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
    this.#fields.delimiter = delimiterOf(text).charCodeAt(0);
    this.#fields.split(bytes, start, end);
    const names = Array.from({ length: this.#fields.count }, (_, at) => this.#field(bytes, at));
    const columns = readHeader(names);
    this.#header = text;
    if ('code' in columns) {
      this.reject(columns.code, line, columns.what, text, false);
      this.#unusable = true;
      return;
    }
    if (columns.ticker === -1 && this.#context.symbol === '') {
      this.reject('SYMBOL_UNREADABLE', line, 'neither the file name nor a column says the symbol', text, false);
      this.#unusable = true;
      return;
    }
    this.#columns = columns;
    if (columns.adjClose === -1 && columns.ticker === -1 && this.#context.fromStooq !== true) {
      const what =
        'no column Adj Close: read as a Stooq file, whose closes are adjusted for splits and dividends; no market capitalisation comes of it';
      this.remarks.push({ code: 'NO_ADJUSTED_CLOSE', line, symbol: this.#context.symbol, what });
    }
  }

  #readRow(columns: CsvColumns, bytes: Uint8Array, start: number, end: number, line: number): void {
    const fields = this.#fields;
    fields.split(bytes, start, end);
    if (fields.count === 1 && fields.start[0] === fields.end[0]) return;
    this.rowsRead++;
    const rejectRow = (code: ProblemCode, what: string): void =>
      this.reject(code, line, what, `${this.#header}\n${textOf(bytes, start, end)}`);
    if (this.rowsRead > maxRows) {
      this.#unusable = true;
      return rejectRow('FILE_TOO_LARGE', `the file has more than ${maxRows} rows; the rows up to here are in`);
    }
    if (fields.count !== columns.fields) {
      return rejectRow('ROW_FIELD_COUNT', `${fields.count} fields where the header has ${columns.fields}`);
    }
    const day = this.#dayOf(columns, bytes);
    if (day === unreadableDay) {
      return rejectRow('DATE_UNREADABLE', `"${this.#field(bytes, columns.date)}" is not a date`);
    }
    if (day === impossibleDay) {
      return rejectRow('DATE_IMPOSSIBLE', `the calendar has no ${this.#field(bytes, columns.date)}`);
    }
    if (day > this.#context.today) {
      return rejectRow('DATE_IN_FUTURE', `${isoOfDay(day)} is after today, ${isoOfDay(this.#context.today)}`);
    }
    const values = this.#values;
    for (let at = 0; at < 6; at++) {
      const column = columns[valueNames[at]!];
      values[at] = column === -1 ? NaN : parseDecimal(bytes, fields.start[column]!, fields.end[column]!);
      if (values[at] === notANumber) {
        return rejectRow('NUMBER_UNREADABLE', `"${this.#field(bytes, column)}" is not a number (${valueNames[at]})`);
      }
    }
    if (columns.adjClose === -1) values[4] = values[3]!;
    const symbol = columns.ticker === -1 ? this.#context.symbol : symbolOf(this.#field(bytes, columns.ticker));
    if (symbol === undefined) {
      return rejectRow('SYMBOL_UNREADABLE', `"${this.#field(bytes, columns.ticker)}" is not a symbol`);
    }
    if (!this.#readActions(columns, bytes, symbol, day)) {
      return rejectRow('NUMBER_UNREADABLE', 'the dividend or split of the row is not a number of zero or more');
    }
    if (values[0] !== values[0] && values[1] !== values[1] && values[2] !== values[2] && values[3] !== values[3]) {
      if (values[4] !== values[4]) return void this.dropped.null_row++;
    }
    if (day >= this.#context.firstOpenDay) return void this.dropped.live_bar++;
    const fault = findRowFault(values);
    if (fault !== undefined) return rejectRow(fault.code, fault.what);
    // A close that is adjusted for dividends too says nothing of what the stock was quoted at.
    if (columns.adjClose === -1) values[3] = NaN;
    this.rows.push(this.rows.symbolIndex(symbol), day, line, values);
  }

  /** Day of the session of a row: the written date, or that of the exchange where the time has an offset. */
  #dayOf({ date, ticker }: CsvColumns, bytes: Uint8Array): number {
    const [start, end] = [this.#fields.start[date]!, this.#fields.end[date]!];
    const written = parseDay(bytes, start, end);
    if (end - start <= longestDate || written <= impossibleDay) return written;
    const symbol = ticker === -1 ? this.#context.symbol : (symbolOf(this.#field(bytes, ticker)) ?? '');
    const day = exchangeDay(this.#field(bytes, date), symbol);
    return day === unreadableDay ? written : day;
  }

  /** Reads the event columns; false when one holds no amount. */
  #readActions(columns: CsvColumns, bytes: Uint8Array, symbol: string, day: number): boolean {
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
