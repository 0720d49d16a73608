import { symbolOf } from '@fm/platform';
import { dayOfIso, isoOfDay } from '@fm/platform/time';
import { columnNamed, headerName, impossibleDay, parseDay, readCsv, unreadableDay } from '@fm/platform/csv';
import { returnOfReason } from './delisting-reasons.ts';

/** Why a line or file of delistings cannot be used. */
export type DelistingFault =
  | 'DELISTING_COLUMNS'
  | 'DELISTING_FIELDS'
  | 'DELISTING_SYMBOL'
  | 'DELISTING_DATE'
  | 'DELISTING_RETURN'
  | 'DELISTING_REASON'
  | 'DELISTING_CONFLICT';

/** The fate of a stock according to a line. */
export interface ReadDelisting {
  /** 1-based. */
  readonly line: number;
  readonly symbol: string;
  /** Days since the epoch. */
  readonly day: number;
  /** A fraction; null where the reason does not imply a return. */
  readonly value: number | null;
  readonly reason: string;
}

/** A line that cannot be used; `line` 1 where it is the file. */
export interface RefusedDelisting {
  readonly code: DelistingFault;
  readonly line: number;
  readonly symbol: string;
  readonly what: string;
  /** The line as it was. */
  readonly text: string;
}

/** What a file of delistings holds. */
export interface ParsedDelistings {
  readonly delistings: readonly ReadDelisting[];
  readonly refused: readonly RefusedDelisting[];
}

const names = {
  symbol: ['symbol', 'ticker'],
  date: ['date', 'delistingdate', 'delisted', 'delisteddate', 'dlstdt'],
  value: ['return', 'delistingreturn', 'dlret', 'ret'],
  reason: ['reason', 'delistingreason', 'code', 'dlstcd'],
};

/** More than ten times the last price is not a delisting return. */
const largestReturn = 10;

/**
 * Reads delistings from CSV: `symbol,date,return`, the return a fraction (-1) or percent (-100 %), or
 * `symbol,date,reason`, see {@link returnOfReason}; with both the return counts where it is there. Lines that say two
 * things of one stock and day are all refused. Pure: the result depends on the arguments only.
 *
 * @param today - `YYYY-MM-DD`; later days are refused
 */
export function parseDelistings(text: string, today: string): ParsedDelistings {
  const [header, ...lines] = readCsv(text);
  const found = (header?.fields ?? []).map(headerName);
  const at = {
    symbol: columnNamed(found, names.symbol),
    date: columnNamed(found, names.date),
    value: columnNamed(found, names.value),
    reason: columnNamed(found, names.reason),
  };
  if (at.symbol === -1 || at.date === -1 || (at.value === -1 && at.reason === -1)) {
    const shown = (header?.text ?? '').slice(0, 4096);
    const what = `the header lacks symbol, date, and return or reason; it is "${shown.slice(0, 120)}"`;
    return { delistings: [], refused: [{ code: 'DELISTING_COLUMNS', line: 1, symbol: '', what, text: shown }] };
  }
  const delistings: ReadDelisting[] = [];
  const refused: RefusedDelisting[] = [];
  const texts = new Map(lines.map((line) => [line.line, line.text.slice(0, 4096)]));
  for (const { line, fields } of lines) {
    const field = (column: number): string => fields[column] ?? '';
    const read =
      fields.length === found.length
        ? readLine(field(at.symbol), field(at.date), field(at.value), field(at.reason), today)
        : { code: 'DELISTING_FIELDS' as const, what: `${fields.length} fields where the header has ${found.length}` };
    if ('code' in read)
      refused.push({ ...read, line, symbol: symbolOf(field(at.symbol)) ?? '', text: texts.get(line) ?? '' });
    else delistings.push({ ...read, line });
  }
  const { agreed, contradicting } = settled(delistings);
  const conflicts = contradicting.map(({ line, symbol, day }) => ({
    ...{ code: 'DELISTING_CONFLICT' as const, line, symbol, text: texts.get(line) ?? '' },
    what: `the file has two entries for ${symbol} on ${isoOfDay(day)}`,
  }));
  return { delistings: agreed, refused: [...refused, ...conflicts].sort((a, b) => a.line - b.line) };
}

type Refusal = { readonly code: DelistingFault; readonly what: string };

function readLine(
  ticker: string,
  date: string,
  written: string,
  reason: string,
  today: string,
): Omit<ReadDelisting, 'line'> | Refusal {
  const symbol = symbolOf(ticker);
  if (symbol === undefined) return { code: 'DELISTING_SYMBOL', what: `"${ticker.slice(0, 40)}" is not a symbol` };
  const bytes = Buffer.from(date);
  const day = parseDay(bytes, 0, bytes.length);
  if (day === unreadableDay) return { code: 'DELISTING_DATE', what: `"${date.slice(0, 40)}" is not a date` };
  if (day === impossibleDay) return { code: 'DELISTING_DATE', what: `the calendar has no ${date.slice(0, 40)}` };
  if (day > dayOfIso(today)) return { code: 'DELISTING_DATE', what: `${isoOfDay(day)} is after today, ${today}` };
  const kept = reason.slice(0, 100);
  if (written !== '') {
    const value = fractionOf(written);
    return value === undefined
      ? { code: 'DELISTING_RETURN', what: `"${written.slice(0, 40)}" is not a return from -1 to ${largestReturn}` }
      : { symbol, day, value, reason: kept };
  }
  const value = returnOfReason(reason);
  return value === undefined
    ? { code: 'DELISTING_REASON', what: `"${reason.slice(0, 40)}" does not imply a return` }
    : { symbol, day, value, reason: kept };
}

/** A return of at least -100 %; undefined where the text is not one. */
function fractionOf(text: string): number | undefined {
  const [, digits, percent] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*(%?)$/i.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const value = Number(digits) / (percent === '%' ? 100 : 1);
  return value >= -1 && value <= largestReturn ? value : undefined;
}

/** Lines that say the same are one; lines that say two things of one stock and day are none. */
function settled(lines: readonly ReadDelisting[]): { agreed: ReadDelisting[]; contradicting: ReadDelisting[] } {
  const keyOf = ({ symbol, day }: ReadDelisting): string => `${symbol} ${day}`;
  const first = new Map<string, ReadDelisting>();
  const twofold = new Set<string>();
  for (const line of lines) {
    const before = first.get(keyOf(line));
    if (before === undefined) first.set(keyOf(line), line);
    else if (before.value !== line.value) twofold.add(keyOf(line));
  }
  return {
    agreed: [...first.values()].filter((line) => !twofold.has(keyOf(line))),
    contradicting: lines.filter((line) => twofold.has(keyOf(line))),
  };
}
