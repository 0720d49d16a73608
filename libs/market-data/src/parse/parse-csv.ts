import { byteOrderMarkLength, delimiterOf, FieldSpans, maxLineBytes, visitLines } from '@fm/platform/csv';
import type { CloseKind } from '../model/close-kind.ts';
import type { ParsedPrices } from '../model/parsed.ts';
import type { ProblemCode } from '../model/problems.ts';
import { readHeader, type CsvForm } from './csv-header.ts';
import { CsvRowReader } from './csv-row-reader.ts';
import { shownField, textOf } from './csv-text.ts';
import { rejoined, withDateOrder, type FileOrder } from './date-order.ts';
import { withLineFeeds } from './line-ends.ts';
import { RowCollector } from './row-collector.ts';

/** Most rows of one file; daily prices of one symbol since 1900 are about 35,000. */
export const maxRows = 2_000_000;

/** What the parser has to know besides the bytes. */
export interface ParseContext {
  /** Symbol of rows that name none; empty where the file name gives none. */
  readonly symbol: string;
  /** Day number of today at the exchange: later rows are in the future. */
  readonly today: number;
  /** First day whose session was not over when the payload was taken: its row is a live bar. */
  readonly firstOpenDay: number;
  /** Whether the file is named as Stooq names its files, so that a missing adjusted close is not a surprise. */
  readonly fromStooq?: boolean;
  /** What the closes are, where the caller says it. @default found in the file */
  readonly closes?: CloseKind | undefined;
}

/**
 * Reads prices from CSV in the forms that people have, see {@link readHeader}: one stock a file, a column that names
 * the stock, or columns of many stocks side by side; `Dividends` and `Stock Splits` become corporate actions. Dates
 * with the year last are read in the order of day and month that the whole file shows. Pure: the result depends on the
 * arguments only.
 */
export function parsePriceCsv(chunks: Iterable<Uint8Array>, context: ParseContext): ParsedPrices {
  const parts = withLineFeeds(chunks);
  const first = parts.next();
  const all = first.done === true ? [] : rejoined(first.value, parts);
  const { read, order } = first.done === true ? { read: all, order: undefined } : withDateOrder(first.value, all);
  const reader = new CsvPriceReader(context, order);
  const lines = visitLines(
    read,
    (bytes, start, end, line) => reader.readLine(bytes, start, end, line),
    (line) => reader.rejectLine(line),
  );
  return reader.finish(lines);
}

class CsvPriceReader {
  readonly #into = new RowCollector();
  #rows: CsvRowReader | undefined;
  #form: CsvForm | undefined;
  #names: string[][] = [];
  #header = '';
  #unusable = false;
  readonly #fields = new FieldSpans();
  readonly #context: ParseContext;
  readonly #order: FileOrder;

  constructor(context: ParseContext, order: FileOrder) {
    this.#context = context;
    this.#order = order;
  }

  readLine(bytes: Uint8Array, start: number, end: number, line: number): void {
    if (this.#unusable) return;
    const from = line === 1 ? start + byteOrderMarkLength(bytes.subarray(start, start + 3)) : start;
    if (this.#rows === undefined) return this.#readHeaderLine(bytes, from, end, line);
    if (from >= end) return;
    const row = { bytes, start: from, end, line };
    if (this.#into.rowsRead < maxRows) return this.#rows.readRow(row);
    this.#unusable = true;
    const what = `the file has more than ${maxRows} rows; the rows up to here were loaded`;
    this.#rows.reject(row, 'FILE_TOO_LARGE', what);
  }

  rejectLine(line: number): void {
    this.#into.rowsRead++;
    const what = `the line is longer than ${maxLineBytes} bytes`;
    const { symbol } = this.#context;
    this.#into.rejected.push({ code: 'LINE_TOO_LONG', line, symbol, isRow: true, what, payload: '' });
  }

  finish(lines: number): ParsedPrices {
    const isClean = this.#into.rejected.length === 0;
    if (lines === 0) this.#refuseFile('FILE_EMPTY', 0, 'the file is empty');
    else if (this.#form === undefined && isClean) {
      this.#refuseFile('FILE_EMPTY', 0, 'the file contains only blank lines');
    } else if (this.#form !== undefined && this.#into.rowsRead === 0 && isClean) {
      this.#refuseFile('FILE_WITHOUT_ROWS', 1, 'the file has a header and no rows');
    }
    const { hasAdjusted = true, closes = 'split' } = this.#form ?? {};
    return {
      source: hasAdjusted ? 'yahoo' : 'stooq',
      closes: this.#context.closes ?? closes,
      ...(this.#context.closes === undefined ? {} : { closesAsked: true }),
      hasAdjusted,
      ...this.#into.finish(),
    };
  }

  #refuseFile(code: ProblemCode, line: number, what: string): void {
    const payload = this.#header.slice(0, 4096);
    this.#into.rejected.push({ code, line, symbol: this.#context.symbol, isRow: false, what, payload });
  }

  #readHeaderLine(bytes: Uint8Array, start: number, end: number, line: number): void {
    const text = textOf(bytes, start, end);
    // Excel writes `sep=;` before the header.
    if (text.trim() === '' || (line === 1 && /^"?sep=.?"?\s*$/i.test(text))) return;
    if (this.#names.length === 0) this.#fields.delimiter = delimiterOf(text).charCodeAt(0);
    this.#fields.split(bytes, start, end);
    this.#names.push(Array.from({ length: this.#fields.count }, (_, at) => shownField(this.#fields, bytes, at)));
    this.#header = this.#header === '' ? text : `${this.#header}\n${text}`;
    const form = readHeader(this.#names);
    if (form === undefined) return;
    const fault = 'code' in form ? form : this.#faultOf(form);
    if (fault !== undefined) {
      this.#refuseFile(fault.code, line, fault.what);
      this.#unusable = true;
    } else if (!('code' in form)) {
      this.#form = form;
      const { symbol, today, firstOpenDay } = this.#context;
      const [header, fields, order] = [this.#header, this.#fields, this.#order];
      this.#rows = new CsvRowReader({ form, header, fields, order, symbol, today, firstOpenDay }, this.#into);
      this.#remarkOn(form, line);
    }
  }

  /** Why a file of a form cannot be read at all. */
  #faultOf({ ticker, stocks }: CsvForm): { code: ProblemCode; what: string } | undefined {
    if (this.#order === 'ambiguous')
      return {
        code: 'DATE_AMBIGUOUS',
        what: 'the dates can be read with the day first or with the month first, and nothing in the file shows which',
      };
    if (ticker === -1 && this.#context.symbol === '' && stocks.some(({ symbol }) => symbol === undefined))
      return { code: 'SYMBOL_UNREADABLE', what: 'neither the file name nor a column gives the symbol' };
    return undefined;
  }

  #remarkOn({ hasAdjusted, isKnown, closes }: CsvForm, line: number): void {
    if (hasAdjusted || this.#context.fromStooq === true || this.#context.closes !== undefined) return;
    // What as traded means is said with the splits, once the whole file is read.
    if (closes === 'raw' || (closes === 'total' && isKnown)) return;
    const what =
      closes === 'split'
        ? 'no column Adj Close: the closes are adjusted for splits, and for the dividends that are loaded'
        : 'no column Adj Close: read as a Stooq file, whose closes are adjusted for splits and dividends; market capitalisation is not available. State what they are with `--close raw`, `split` or `total`';
    this.#into.remarks.push({ code: 'NO_ADJUSTED_CLOSE', line, symbol: this.#context.symbol, what });
  }
}
