import { symbolOf } from '@fm/platform';
import { impossibleDay, notANumber, parseDay, parseDecimal, unreadableDay, type FieldSpans } from '@fm/platform/csv';
import { isoOfDay } from '@fm/platform/time';
import { findRowFault, type RowFault } from '../checks/row-fault.ts';
import { isWorthless } from '../checks/zero-closes.ts';
import type { RejectedRow } from '../model/parsed.ts';
import { valueNames } from '../model/price-rows.ts';
import type { ProblemCode } from '../model/problems.ts';
import { valueColumns, type CsvForm, type StockColumns } from './csv-header.ts';
import { shownField, textOf } from './csv-text.ts';
import type { FileOrder } from './date-order.ts';
import { epochDay, exchangeDay } from './exchange-day.ts';
import { looseNumber } from './loose-number.ts';
import type { RowCollector } from './row-collector.ts';
import { dayOfWritten, isYearLast } from './written-date.ts';

/** Characters of a date without a time. */
const longestDate = 10;

/** What is known of a file before its rows. */
export interface RowContext {
  readonly form: CsvForm;
  /** Header lines, which the payload of a refused row begins with. */
  readonly header: string;
  /** Splits a line at the file's delimiter. */
  readonly fields: FieldSpans;
  readonly order: FileOrder;
  /** Symbol of rows that name none; empty where the file name gives none. */
  readonly symbol: string;
  readonly today: number;
  readonly firstOpenDay: number;
}

/** Where the row is that is read. */
interface Row {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly line: number;
}

/** Reads the rows of a file whose form is known: each gives a price row for every stock of it, or is kept aside. */
export class CsvRowReader {
  readonly #context: RowContext;
  readonly #into: RowCollector;
  readonly #values = new Float64Array(6);

  constructor(context: RowContext, into: RowCollector) {
    this.#context = context;
    this.#into = into;
  }

  readRow(row: Row): void {
    const { form, fields, today } = this.#context;
    const { bytes, start, end } = row;
    fields.split(bytes, start, end);
    if (fields.count === 1 && fields.start[0] === fields.end[0]) return;
    if (fields.count !== form.fields) {
      return this.reject(row, 'ROW_FIELD_COUNT', `${fields.count} fields where the header has ${form.fields}`);
    }
    const symbol = this.#symbolOf(form, bytes);
    if (symbol === undefined) {
      return this.reject(row, 'SYMBOL_UNREADABLE', `"${this.#field(bytes, form.ticker)}" is not a symbol`);
    }
    const day = this.#dayOf(form.date, bytes, symbol);
    const refuse = (code: ProblemCode, what: string): void => this.reject(row, code, what, symbol);
    if (day === unreadableDay) return refuse('DATE_UNREADABLE', `"${this.#field(bytes, form.date)}" is not a date`);
    if (day === impossibleDay) {
      return refuse('DATE_IMPOSSIBLE', `the calendar has no ${this.#field(bytes, form.date)}`);
    }
    if (day > today) return refuse('DATE_IN_FUTURE', `${isoOfDay(day)} is after today, ${isoOfDay(today)}`);
    for (const columns of form.stocks) this.#readStock(columns, row, columns.symbol ?? symbol, day);
  }

  /** Keeps a row aside. */
  reject(row: Row, code: ProblemCode, what: string, symbol?: string): void {
    this.#into.rowsRead++;
    this.#into.rejected.push(this.#refusal(row, { code, what }, symbol));
  }

  #refusal({ bytes, start, end, line }: Row, { code, what }: RowFault, symbol = ''): RejectedRow {
    const payload = `${this.#context.header}\n${textOf(bytes, start, end)}`.slice(0, 4096);
    return { code, line, symbol: symbol === '' ? this.#context.symbol : symbol, isRow: true, what, payload };
  }

  /** The stock of a row, empty where its columns name it; a column of names that are words gives way to the file's name. */
  #symbolOf({ ticker }: CsvForm, bytes: Uint8Array): string | undefined {
    const { symbol } = this.#context;
    if (ticker === -1) return symbol;
    const written = this.#field(bytes, ticker);
    return symbolOf(written) ?? (symbol !== '' && / /.test(written) ? symbol : undefined);
  }

  #readStock(columns: StockColumns, row: Row, symbol: string, day: number): void {
    const values = this.#values;
    const into = this.#into;
    const { bytes, line } = row;
    const places = valueColumns(columns);
    for (let at = 0; at < 6; at++) {
      const column = places[at]!;
      values[at] = column === -1 ? NaN : this.#numberAt(bytes, column);
      if (values[at] === notANumber) {
        const what = `"${this.#field(bytes, column)}" is not a number (${valueNames[at]})`;
        return this.reject(row, 'NUMBER_UNREADABLE', what, symbol);
      }
    }
    const isAdjustedOnly = columns.adjClose === -1;
    if (isAdjustedOnly) values[4] = values[3]!;
    if (!this.#readActions(columns, bytes, symbol, day)) {
      const what = 'the dividend or split of the row is not a number of zero or more';
      return this.reject(row, 'NUMBER_UNREADABLE', what, symbol);
    }
    if (hasNoPrice(values)) {
      into.rowsRead++;
      return void into.dropped.null_row++;
    }
    if (day >= this.#context.firstOpenDay) {
      into.rowsRead++;
      return void into.dropped.live_bar++;
    }
    const fault = findRowFault(values);
    if (fault !== undefined && !isWorthless(values)) return this.reject(row, fault.code, fault.what, symbol);
    into.rowsRead++;
    if (fault !== undefined) {
      into.zeros.push({ symbol, day, refusal: this.#refusal(row, fault, symbol) });
      return;
    }
    // A close that is adjusted for dividends too says nothing of what the stock was quoted at.
    if (isAdjustedOnly) values[3] = NaN;
    into.rows.push(into.rows.symbolIndex(symbol), day, line, values);
  }

  #numberAt(bytes: Uint8Array, column: number): number {
    const [start, end] = [this.#context.fields.start[column]!, this.#context.fields.end[column]!];
    const value = parseDecimal(bytes, start, end);
    if (value !== notANumber) return value;
    const delimiter = String.fromCharCode(this.#context.fields.delimiter);
    const isLoose = delimiter !== ',' || this.#context.form.isLoose === true;
    return looseNumber(textOf(bytes, start, end), delimiter, isLoose);
  }

  /** Day of the session of a row: the written date, or that of the exchange where the time has an offset. */
  #dayOf(date: number, bytes: Uint8Array, symbol: string): number {
    const [start, end] = [this.#context.fields.start[date]!, this.#context.fields.end[date]!];
    const written = parseDay(bytes, start, end);
    if (written === unreadableDay) {
      const text = this.#field(bytes, date);
      const moment = epochDay(text, symbol);
      if (moment !== unreadableDay) return moment;
      return dayOfWritten(
        text,
        isYearLast(text) && this.#context.order !== 'ambiguous' ? this.#context.order : undefined,
      );
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
      const value = parseDecimal(bytes, this.#context.fields.start[column]!, this.#context.fields.end[column]!);
      if (value === notANumber || value < 0) return false;
      const isNone = value === 0 || (kind === 'split' && value === 1);
      if (value > 0 && !isNone) this.#into.actions.push({ symbol, day, kind, value });
    }
    return true;
  }

  #field(bytes: Uint8Array, at: number): string {
    return shownField(this.#context.fields, bytes, at);
  }
}

/** Whether none of the five prices is there. */
function hasNoPrice(values: Float64Array): boolean {
  for (let at = 0; at < 5; at++) if (values[at] === values[at]) return false;
  return true;
}
