import { isUtf8 } from 'node:buffer';
import { symbolOf } from '@fm/platform';
import { isoOfDay } from '@fm/platform/time';
import { columnNamed, headerName, impossibleDay, parseDay, readCsv, unreadableDay } from '@fm/platform/csv';

/** Why a line or file of groups cannot be used. */
export type GroupFault =
  'GROUP_ENCODING' | 'GROUP_COLUMNS' | 'GROUP_FIELDS' | 'GROUP_SYMBOL' | 'GROUP_DATE' | 'GROUP_NAME' | 'GROUP_CONFLICT';

/** The group that a line gives a stock; `group` is empty where it says that there is none. */
export interface GroupLine {
  /** 1-based. */
  readonly line: number;
  readonly symbol: string;
  readonly group: string;
  /** First day that it counts, `YYYY-MM-DD`; undefined where the line does not say. */
  readonly since: string | undefined;
}

/** A line that cannot be used; `line` 1 where it is the file. */
export interface RefusedGroup {
  readonly code: GroupFault;
  readonly line: number;
  readonly symbol: string;
  readonly what: string;
  /** The line as it was. */
  readonly text: string;
}

/** What a file of groups holds. */
export interface ParsedGroups {
  readonly groups: readonly GroupLine[];
  readonly refused: readonly RefusedGroup[];
}

/** Names of columns as vendors of constituents write them, in order of preference: the coarser industry first. */
const symbolNames = ['ticker', 'symbol', 'tickers', 'symbols', 'tickersymbol', 'stocksymbol'];
const groupNames = [
  ...['group', 'gicssector', 'sector', 'icbindustry', 'gicsindustrygroup', 'industrygroup'],
  ...['gicsindustry', 'industry', 'gicssubindustry', 'subindustry'],
];
const sinceNames = ['since', 'effective', 'effectivedate', 'effectivefrom'];

const longestName = 100;

/**
 * Reads the groups of stocks from CSV: `ticker,group` or `ticker,group,since`, a line for each group that a stock was
 * ever in, or a list of constituents with a column such as `GICS Sector`; names with commas in quotes. Lines that
 * contradict each other (one stock and day, two groups) are all refused. Pure: the result depends only on the bytes.
 */
export function parseGroups(bytes: Buffer): ParsedGroups {
  if (!isUtf8(bytes)) return nothing('GROUP_ENCODING', 'the file is not UTF-8', '');
  const [header, ...lines] = readCsv(bytes.toString('utf8'));
  const names = (header?.fields ?? []).map(headerName);
  const at = {
    symbol: columnNamed(names, symbolNames),
    group: columnNamed(names, groupNames),
    since: columnNamed(names, sinceNames),
  };
  if (at.symbol === -1 || at.group === -1) {
    const text = (header?.text ?? '').slice(0, 4096);
    return nothing('GROUP_COLUMNS', `the header lacks ticker and group; it is "${text.slice(0, 120)}"`, text);
  }
  const groups: GroupLine[] = [];
  const refused: RefusedGroup[] = [];
  const texts = new Map(lines.map(({ line, text }) => [line, text.slice(0, 4096)]));
  for (const { line, fields, text } of lines) {
    const read =
      fields.length === names.length
        ? readLine(fields[at.symbol]!, fields[at.group]!, fields[at.since] ?? '')
        : { code: 'GROUP_FIELDS' as const, what: `${fields.length} fields where the header has ${names.length}` };
    if ('code' in read)
      refused.push({ ...read, line, symbol: symbolOf(fields[at.symbol] ?? '') ?? '', text: text.slice(0, 4096) });
    else groups.push({ ...read, line });
  }
  const { agreed, contradicting } = settled(groups);
  const conflicts = contradicting.map(({ line, symbol, since }) => ({
    ...{ code: 'GROUP_CONFLICT' as const, line, symbol, text: texts.get(line) ?? '' },
    what: `the file gives ${symbol} two groups ${since === undefined ? 'without a day' : `since ${since}`}`,
  }));
  return { groups: agreed, refused: [...refused, ...conflicts].sort((a, b) => a.line - b.line) };
}

function nothing(code: GroupFault, what: string, text: string): ParsedGroups {
  return { groups: [], refused: [{ code, line: 1, symbol: '', what, text }] };
}

function readLine(
  ticker: string,
  group: string,
  written: string,
): Omit<GroupLine, 'line'> | { readonly code: GroupFault; readonly what: string } {
  const symbol = symbolOf(ticker);
  if (symbol === undefined) return { code: 'GROUP_SYMBOL', what: `"${ticker.slice(0, 40)}" is not a symbol` };
  if (group.length > longestName || /[\u0000-\u001f\u007f]/.test(group))
    return { code: 'GROUP_NAME', what: `the name "${group.slice(0, 40)}" is too long or has control characters` };
  if (written === '') return { symbol, group, since: undefined };
  const date = Buffer.from(written);
  const day = parseDay(date, 0, date.length);
  if (day === unreadableDay) return { code: 'GROUP_DATE', what: `"${written.slice(0, 40)}" is not a date` };
  if (day === impossibleDay) return { code: 'GROUP_DATE', what: `the calendar has no ${written.slice(0, 40)}` };
  return { symbol, group, since: isoOfDay(day) };
}

/** Lines that say the same are one; lines that say two things of one stock and day are none. */
function settled(lines: readonly GroupLine[]): { agreed: GroupLine[]; contradicting: GroupLine[] } {
  const keyOf = ({ symbol, since }: GroupLine): string => `${symbol},${since ?? ''}`;
  const first = new Map<string, GroupLine>();
  const twofold = new Set<string>();
  for (const line of lines) {
    const before = first.get(keyOf(line));
    if (before === undefined) first.set(keyOf(line), line);
    else if (before.group !== line.group) twofold.add(keyOf(line));
  }
  return {
    agreed: [...first.values()].filter((line) => !twofold.has(keyOf(line))),
    contradicting: lines.filter((line) => twofold.has(keyOf(line))),
  };
}
