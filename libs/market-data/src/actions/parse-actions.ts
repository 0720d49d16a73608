import { symbolOf } from '@fm/platform';
import { dayOfIso, isoOfDay } from '@fm/platform/time';
import { headerName, impossibleDay, parseDay, readCsv, unreadableDay } from '@fm/platform/csv';
import type { CorporateAction } from '../model/price-rows.ts';
import { amountOf, ratioOf } from './amounts.ts';

/** Why a line or file of corporate actions cannot be used. */
export type ActionFault =
  | 'ACTION_COLUMNS'
  | 'ACTION_FIELDS'
  | 'ACTION_SYMBOL'
  | 'ACTION_DATE'
  | 'ACTION_IN_FUTURE'
  | 'ACTION_VALUE'
  | 'ACTION_KIND'
  | 'ACTION_CONFLICT';

/** An action and the line that says it, 1-based. */
export interface ReadAction extends CorporateAction {
  readonly line: number;
}

/** A line that cannot be used; `line` 1 with the header as text where it is the file. */
export interface RefusedAction {
  readonly code: ActionFault;
  readonly line: number;
  readonly symbol: string;
  readonly what: string;
  /** The line as it was. */
  readonly text: string;
}

/** What a file of corporate actions holds. */
export interface ParsedActions {
  readonly actions: readonly ReadAction[];
  readonly refused: readonly RefusedAction[];
}

/** What the parser has to know besides the text. */
export interface ActionContext {
  /** Symbol of lines that name none; empty where the file name gives none. */
  readonly symbol: string;
  /** Today, `YYYY-MM-DD`: what is announced for later has not happened. */
  readonly today: string;
}

const aliases: Readonly<Record<string, 'date' | 'symbol' | 'dividend' | 'split' | 'kind' | 'value'>> = {
  date: 'date',
  exdate: 'date',
  symbol: 'symbol',
  ticker: 'symbol',
  dividend: 'dividend',
  dividends: 'dividend',
  split: 'split',
  splits: 'split',
  stocksplit: 'split',
  stocksplits: 'split',
  kind: 'kind',
  type: 'kind',
  value: 'value',
};

type Columns = Partial<Record<(typeof aliases)[string], number>>;

/**
 * Reads splits and dividends from CSV: `Date,Stock Splits` and `Date,Dividends` as Yahoo writes them (also both in one, a
 * 0 where there is none), or `Symbol,Date,Kind,Value` with the kind `split` or `dividend`. A split is new shares per old:
 * `4`, `4:1` or `4/1`, and `1:1` takes one back. Pure: the result depends on the arguments only.
 */
export function parseActions(text: string, context: ActionContext): ParsedActions {
  const [header, ...lines] = readCsv(text);
  const columns = columnsOf(header?.fields ?? []);
  const width = header?.fields.length ?? 0;
  const refused: RefusedAction[] = [];
  const actions: ReadAction[] = [];
  if (columns.date === undefined || !(hasPair(columns) || hasOwnColumns(columns))) {
    const what = `the header lacks Date with Dividends or Stock Splits, or Symbol,Date,Kind,Value; it is "${(header?.text ?? '').slice(0, 120)}"`;
    return {
      actions,
      refused: [
        { code: 'ACTION_COLUMNS', line: 1, symbol: context.symbol, what, text: (header?.text ?? '').slice(0, 4096) },
      ],
    };
  }
  for (const { line, fields, text: written } of lines) {
    const read =
      fields.length === width
        ? readLine(fields, columns, context)
        : {
            code: 'ACTION_FIELDS' as const,
            symbol: context.symbol,
            what: `${fields.length} fields where the header has ${width}`,
          };
    if (Array.isArray(read)) actions.push(...read.map((action) => ({ ...action, line })));
    else refused.push({ ...read, line, text: written.slice(0, 4096) });
  }
  return { actions, refused };
}

function hasPair({ kind, value }: Columns): boolean {
  return kind !== undefined && value !== undefined;
}

function hasOwnColumns({ dividend, split }: Columns): boolean {
  return dividend !== undefined || split !== undefined;
}

function columnsOf(header: readonly string[]): Columns {
  const columns: Columns = {};
  header.forEach((field, at) => {
    const name = aliases[headerName(field)];
    if (name !== undefined) columns[name] ??= at;
  });
  return columns;
}

type Refusal = Omit<RefusedAction, 'line' | 'text'>;

function readLine(fields: readonly string[], columns: Columns, context: ActionContext): CorporateAction[] | Refusal {
  const field = (name: keyof Columns): string => (columns[name] === undefined ? '' : (fields[columns[name]] ?? ''));
  const symbol = columns.symbol === undefined ? context.symbol : (symbolOf(field('symbol')) ?? '');
  const refuse = (code: ActionFault, what: string): Refusal => ({ code, symbol, what });
  if (symbol === '') return refuse('ACTION_SYMBOL', 'neither the line nor the file name gives the symbol');
  const date = Buffer.from(field('date'));
  const day = parseDay(date, 0, date.length);
  if (day === unreadableDay) return refuse('ACTION_DATE', `"${field('date').slice(0, 40)}" is not a date`);
  if (day === impossibleDay) return refuse('ACTION_DATE', `the calendar has no ${field('date').slice(0, 40)}`);
  if (day > dayOfIso(context.today))
    return refuse('ACTION_IN_FUTURE', `${isoOfDay(day)} is after today, ${context.today}`);
  const kind = field('kind').toLowerCase();
  const written: [CorporateAction['kind'], string][] = hasPair(columns)
    ? kind === 'split' || kind === 'dividend'
      ? [[kind, field('value')]]
      : []
    : [
        ['dividend', field('dividend')],
        ['split', field('split')],
      ];
  if (written.length === 0) return refuse('ACTION_KIND', `"${kind.slice(0, 40)}" is neither split nor dividend`);
  if (written.every(([, text]) => text === '')) return refuse('ACTION_VALUE', 'the line has no value');
  const actions: CorporateAction[] = [];
  for (const [of, text] of written) {
    if (!hasPair(columns) && /^0*(\.0*)?$/.test(text)) continue;
    const value = of === 'split' ? ratioOf(text) : amountOf(text);
    if (value === undefined)
      return refuse('ACTION_VALUE', `"${text.slice(0, 40)}" is not a ${of === 'split' ? 'split ratio' : 'dividend'}`);
    actions.push({ symbol, day, kind: of, value });
  }
  return actions;
}
