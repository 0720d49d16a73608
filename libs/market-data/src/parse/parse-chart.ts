import { isoOfDay } from '@fm/platform/time';
import { noDrops, type ParsedPrices, type RejectedRow } from '../model/parsed.ts';
import { PriceRows, valueNames, type CorporateAction } from '../model/price-rows.ts';
import type { ProblemCode } from '../model/problems.ts';
import { endsAtZero, isWorthless, type ZeroRow } from '../checks/zero-closes.ts';
import { findRowFault } from '../checks/row-fault.ts';
import { chartWindow, dayReader, type DayReader } from './chart-calendar.ts';
import { readChartPayload, type ChartResult } from './chart-payload.ts';

/** What the parser has to know besides the bytes. */
export interface ChartContext {
  /** Symbol when the response names none; empty where the file name gives none. */
  readonly symbol: string;
  /** The present moment: rows after its day are in the future. */
  readonly now: Date;
  /** When the response was received, if known; without it the response's own market time decides what is live. */
  readonly takenAt?: Date | undefined;
  /** Refuses a response for another symbol than `symbol`. @default false */
  readonly onlySymbol?: boolean;
}

/**
 * Reads a response of the Yahoo chart API (v8), raw or recorded as `{request, response: {bodyJson}}`. Days are local to
 * `meta.exchangeTimezoneName`; a bar of a session that was not over is dropped and counted; dividends and splits become
 * corporate actions. Pure: the result depends on the arguments only.
 */
export function parseYahooChart(bytes: Uint8Array, context: ChartContext): ParsedPrices {
  const payload = readChartPayload(bytes);
  if ('code' in payload) return refused(payload.code, payload.what, context.symbol, bytes);
  const { symbol = context.symbol } = payload.result;
  if (context.onlySymbol === true && symbol !== context.symbol) {
    return refused(
      'CHART_OTHER_SYMBOL',
      `the response is for ${symbol}, not for ${context.symbol}`,
      context.symbol,
      bytes,
    );
  }
  if (symbol === '')
    return refused('SYMBOL_UNREADABLE', 'neither the response nor the file name gives the symbol', '', bytes);
  const calendar = dayReader(payload.result.meta.exchangeTimezoneName);
  if (calendar === undefined) {
    const what = `the time zone "${String(payload.result.meta.exchangeTimezoneName)}" does not exist`;
    return refused('NOT_A_CHART', what, context.symbol, bytes);
  }
  return readRows(payload.result, { ...context, takenAt: payload.takenAt ?? context.takenAt }, calendar, bytes);
}

/** What Yahoo gives. */
const splitAdjusted = { source: 'yahoo', closes: 'split', hasAdjusted: true } as const;

function refused(code: ProblemCode, what: string, symbol: string, bytes: Uint8Array): ParsedPrices {
  const payload = Buffer.from(bytes.subarray(0, 4096)).toString('utf8').slice(0, 4096);
  const rejected: RejectedRow[] = [{ code, line: 0, symbol, isRow: false, what, payload }];
  return { ...emptyParse(), rejected };
}

function emptyParse(): ParsedPrices {
  const dropped = noDrops();
  return { ...splitAdjusted, rows: new PriceRows(), actions: [], rejected: [], remarks: [], dropped, rowsRead: 0 };
}

function readRows(chart: ChartResult, context: ChartContext, dayOf: DayReader, bytes: Uint8Array): ParsedPrices {
  const symbol = chart.symbol ?? context.symbol;
  if (chart.timestamp.length === 0) return refused('FILE_WITHOUT_ROWS', 'the response has no rows', symbol, bytes);
  const { today, firstOpenDay } = chartWindow(chart.meta, context.now, context.takenAt, dayOf);
  const rows = new PriceRows();
  const rejected: RejectedRow[] = [];
  const zeros: ZeroRow[] = [];
  const dropped = noDrops();
  const index = rows.symbolIndex(symbol);
  const values = new Float64Array(6);
  const dateOf = (timestamp: unknown): string => dayTextOf(timestamp, dayOf);
  for (let at = 0; at < chart.timestamp.length; at++) {
    const raw = chart.columns.map((column) => column?.[at] ?? null);
    const refusalOf = (code: ProblemCode, what: string): RejectedRow => {
      return { code, line: at + 1, symbol, isRow: true, what, payload: csvOf(dateOf(chart.timestamp[at]), raw) };
    };
    const reject = (code: ProblemCode, what: string): void => void rejected.push(refusalOf(code, what));
    const day = dayOf(chart.timestamp[at]);
    if (Number.isNaN(day)) {
      reject('DATE_UNREADABLE', `the timestamp ${String(chart.timestamp[at]).slice(0, 40)} is not a moment since 1900`);
      continue;
    }
    if (day > today) {
      reject('DATE_IN_FUTURE', `${isoOfDay(day)} is after today, ${isoOfDay(today)}`);
      continue;
    }
    const wrong = raw.findIndex((value) => value !== null && !(typeof value === 'number' && Number.isFinite(value)));
    if (wrong !== -1) {
      reject('NUMBER_UNREADABLE', `${valueNames[wrong]} is not a number: ${String(raw[wrong]).slice(0, 40)}`);
      continue;
    }
    for (let column = 0; column < 6; column++) values[column] = (raw[column] as number | null) ?? NaN;
    if (raw.slice(0, 5).every((value) => value === null)) dropped.null_row++;
    else if (day >= firstOpenDay) dropped.live_bar++;
    else {
      const fault = findRowFault(values);
      if (fault === undefined) rows.push(index, day, at + 1, values);
      else if (isWorthless(values)) zeros.push({ symbol, day, refusal: refusalOf(fault.code, fault.what) });
      else reject(fault.code, fault.what);
    }
  }
  const actions = readActions(chart, symbol, today, dayOf);
  const { worthless, count, refused: faulty } = endsAtZero(rows, zeros);
  rejected.push(...faulty);
  dropped.price_zero += count;
  const rowsRead = chart.timestamp.length;
  return { ...splitAdjusted, rows, actions, worthless, rejected, remarks: [], dropped, rowsRead };
}

function readActions(chart: ChartResult, symbol: string, today: number, dayOf: DayReader): CorporateAction[] {
  const actions: CorporateAction[] = [];
  for (const { kind, timestamp, value } of chart.events) {
    const day = dayOf(timestamp);
    if (day <= today && Number.isFinite(value) && value > 0) actions.push({ symbol, day, kind, value });
  }
  return actions.sort((a, b) => a.day - b.day || (a.kind < b.kind ? -1 : 1));
}

function dayTextOf(timestamp: unknown, dayOf: DayReader): string {
  const day = dayOf(timestamp);
  return Number.isNaN(day) ? String(timestamp).slice(0, 40) : isoOfDay(day);
}

/** The row as a Yahoo CSV, the form in which quarantine keeps it. */
function csvOf(date: string, raw: readonly unknown[]): string {
  const fields = raw.map((value) =>
    value === null
      ? ''
      : String(value)
          .slice(0, 40)
          .replace(/[",\n\r]/g, ' '),
  );
  return `Date,Open,High,Low,Close,Adj Close,Volume\n${[date, ...fields].join(',')}`;
}
