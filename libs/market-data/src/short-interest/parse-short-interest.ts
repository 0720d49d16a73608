import { symbolOf } from '@fm/platform';
import { columnNamed, headerName, readCsv } from '@fm/platform/csv';
import { dayOfIso, isCalendarDate, momentOf, nextSessionStart } from '@fm/platform/time';

/** Why a line or file of short interest cannot be used. */
export type ShortInterestFault =
  | 'SHORT_INTEREST_COLUMNS'
  | 'SHORT_INTEREST_FIELDS'
  | 'SHORT_INTEREST_SYMBOL'
  | 'SHORT_INTEREST_DATE'
  | 'SHORT_INTEREST_SHARES'
  | 'SHORT_INTEREST_CONFLICT';

/** What a line states about a stock. */
export interface ReadShortInterest {
  /** 1-based. */
  readonly line: number;
  readonly symbol: string;
  /** `YYYY-MM-DD`. */
  readonly settlementDate: string;
  /** Milliseconds since 1970. */
  readonly knownAt: number;
  readonly sharesShort: number;
}

/** A line that cannot be used; `line` 1 where it is the file. */
export interface RefusedShortInterest {
  readonly code: ShortInterestFault;
  readonly line: number;
  readonly symbol: string;
  readonly what: string;
  /** The line as it was. */
  readonly text: string;
}

/** What a file of short interest holds. */
export interface ParsedShortInterest {
  readonly read: readonly ReadShortInterest[];
  readonly refused: readonly RefusedShortInterest[];
}

const names = {
  symbol: ['symbol', 'ticker', 'symbolcode'],
  settlementDate: ['settlementdate', 'settlement'],
  publishedAt: ['publishedat', 'published', 'publicationdate'],
  sharesShort: ['sharesshort', 'shortinterest', 'currentshortpositionquantity'],
};

/** More shares than any company has. */
const mostShares = 1e13;

/**
 * Reads short interest from CSV: `symbol,settlementDate,publishedAt,sharesShort`. `publishedAt` is a moment with its
 * time zone, or a day, which counts from the start of the next session. Lines that give two counts for one stock,
 * settlement date and publication are all refused. Pure: the result depends on the arguments only.
 *
 * @param now - what was published later is refused
 */
export function parseShortInterest(text: string, now: Date): ParsedShortInterest {
  const [header, ...lines] = readCsv(text);
  const found = (header?.fields ?? []).map(headerName);
  const at = {
    symbol: columnNamed(found, names.symbol),
    settlementDate: columnNamed(found, names.settlementDate),
    publishedAt: columnNamed(found, names.publishedAt),
    sharesShort: columnNamed(found, names.sharesShort),
  };
  if (Object.values(at).includes(-1)) {
    const shown = (header?.text ?? '').slice(0, 4096);
    const what = `the header lacks symbol, settlementDate, publishedAt or sharesShort; it is "${shown.slice(0, 120)}"`;
    return { read: [], refused: [{ code: 'SHORT_INTEREST_COLUMNS', line: 1, symbol: '', what, text: shown }] };
  }
  const read: ReadShortInterest[] = [];
  const refused: RefusedShortInterest[] = [];
  const texts = new Map(lines.map((line) => [line.line, line.text.slice(0, 4096)]));
  for (const { line, fields } of lines) {
    const field = (column: number): string => fields[column] ?? '';
    const one =
      fields.length === found.length
        ? readLine(field(at.symbol), field(at.settlementDate), field(at.publishedAt), field(at.sharesShort), now)
        : refusal('SHORT_INTEREST_FIELDS', `${fields.length} fields where the header has ${found.length}`);
    if ('code' in one)
      refused.push({ ...one, line, symbol: symbolOf(field(at.symbol)) ?? '', text: texts.get(line) ?? '' });
    else read.push({ ...one, line });
  }
  const { agreed, contradicting } = settled(read);
  const conflicts = contradicting.map(({ line, symbol, settlementDate }) => ({
    ...refusal('SHORT_INTEREST_CONFLICT', `the file gives two counts for ${symbol} on ${settlementDate}`),
    ...{ line, symbol, text: texts.get(line) ?? '' },
  }));
  return { read: agreed, refused: [...refused, ...conflicts].sort((a, b) => a.line - b.line) };
}

type Refusal = Pick<RefusedShortInterest, 'code' | 'what'>;

const refusal = (code: ShortInterestFault, what: string): Refusal => ({ code, what });

function readLine(
  ticker: string,
  settlement: string,
  published: string,
  shares: string,
  now: Date,
): Omit<ReadShortInterest, 'line'> | Refusal {
  const symbol = symbolOf(ticker);
  if (symbol === undefined) return refusal('SHORT_INTEREST_SYMBOL', `"${ticker.slice(0, 40)}" is not a symbol`);
  const settlementDate = settlement.trim();
  if (!isCalendarDate(settlementDate))
    return refusal('SHORT_INTEREST_DATE', `the settlement date "${settlement.slice(0, 40)}" is not a date`);
  const day = published.trim();
  const knownAt = isCalendarDate(day) ? nextSessionStart(day) : momentOf(day)?.getTime();
  if (knownAt === undefined)
    return refusal('SHORT_INTEREST_DATE', `"${published.slice(0, 40)}" is not a day, or a moment with its time zone`);
  if (isCalendarDate(day) ? day < settlementDate : knownAt < dayOfIso(settlementDate) * 86_400_000)
    return refusal('SHORT_INTEREST_DATE', `${day.slice(0, 40)} is before the settlement date ${settlementDate}`);
  if (isCalendarDate(day) ? day > now.toISOString().slice(0, 10) : knownAt > now.getTime())
    return refusal('SHORT_INTEREST_DATE', `${day.slice(0, 40)} is later than now, ${now.toISOString()}`);
  const count = /^\d+(\.\d+)?(e\+?\d+)?$/i.test(shares.trim()) ? Number(shares) : NaN;
  if (!(count <= mostShares))
    return refusal('SHORT_INTEREST_SHARES', `"${shares.slice(0, 40)}" is not a number of shares`);
  return { symbol, settlementDate, knownAt, sharesShort: count };
}

/** Lines that say the same are one; lines with two counts for one publication are none. */
function settled(lines: readonly ReadShortInterest[]) {
  const keyOf = ({ symbol, settlementDate, knownAt }: ReadShortInterest): string =>
    `${symbol} ${settlementDate} ${knownAt}`;
  const first = new Map<string, ReadShortInterest>();
  const twofold = new Set<string>();
  for (const line of lines) {
    const before = first.get(keyOf(line));
    if (before === undefined) first.set(keyOf(line), line);
    else if (before.sharesShort !== line.sharesShort) twofold.add(keyOf(line));
  }
  return {
    agreed: [...first.values()].filter((line) => !twofold.has(keyOf(line))),
    contradicting: lines.filter((line) => twofold.has(keyOf(line))),
  };
}
