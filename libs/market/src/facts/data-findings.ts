import { staleAfterSessions, type DataState } from './data-state.ts';

/** One line on the state of the data. */
export interface DataFinding {
  readonly subject: string;
  /** Whether it needs attention. */
  readonly state: 'ok' | 'look';
  readonly found: string;
  /** Empty if nothing needs to be done. */
  readonly remedy: string;
}

/** Largest number of stocks and reasons that a line names. */
const namedAtMost = 5;

/** The state of the data in a few lines for people, including those in good order. */
export function dataFindings(state: DataState): DataFinding[] {
  const { gaps, strays, stale, filers, implausible } = state;
  return [
    line('symbols', `${counted(state.symbols, 'stock')}, ${counted(state.rows, 'price row')}${others(state)}`),
    line(
      'sessions',
      state.sessions === 0 ? 'none' : `${state.sessions} from ${state.first} to ${state.last}`,
      state.sessions === 0 ? 'fm ingest prices PATH' : '',
    ),
    line(
      'gaps',
      gaps.sessions === 0
        ? 'none'
        : `${counted(gaps.sessions, 'session')} without a price in ${counted(gaps.stocks, 'stock')}: ${named(gaps.most)}`,
      gaps.sessions === 0 ? '' : 'load the missing rows; returns over a gap are left out',
    ),
    line(
      'rows of other days',
      strays.length === 0
        ? 'none'
        : named(strays.map(({ symbol, days, file }) => `${symbol} (${days}${file === '' ? '' : `, ${file}`})`)),
      strays.length === 0 ? '' : 'days on which few stocks trade are not sessions: load these stocks from another file',
    ),
    line(
      'stale series',
      stale.length === 0
        ? 'none'
        : `${stale.length} end more than ${staleAfterSessions} sessions early: ${named(stale)}`,
      stale.length === 0 ? '' : 'load newer prices, or what happened to them: fm ingest delistings',
    ),
    line('delistings', counted(state.delistings, 'stock')),
    line(
      'filers',
      `${filers.all}, ${filers.withoutSymbol} without a symbol${filers.oldRules === 0 ? '' : `, ${filers.oldRules} documents read under older rules`}`,
      [
        ...(filers.withoutSymbol === 0 ? [] : ['map filers with a file symbol,cik,from,to']),
        ...(filers.oldRules === 0 ? [] : ['ingest their documents again']),
      ].join('; '),
    ),
    line(
      'implausible facts',
      implausible.length === 0
        ? 'none'
        : named(implausible.map(({ item, reason, facts }) => `${item} ${reason} (${facts})`)),
      implausible.length === 0 ? '' : 'they are missing until another filing corrects them',
    ),
    quarantineLine(state),
  ];
}

function quarantineLine({ reasons }: DataState): DataFinding {
  const open = reasons.filter(({ state }) => state === 'open');
  const entries = open.reduce((sum, { count }) => sum + count, 0);
  const found = open.map(({ source, reason, count }) => `${source} ${reason} (${count})`);
  return line(
    'quarantine',
    entries === 0 ? 'nothing open' : `${counted(entries, 'entry', 'entries')} open: ${named(found)}`,
    entries === 0 ? '' : 'fm quarantine list',
  );
}

function line(subject: string, found: string, remedy = ''): DataFinding {
  return { subject, state: remedy === '' ? 'ok' : 'look', found, remedy };
}

function others({ otherSymbols }: DataState): string {
  return otherSymbols.length === 0 ? '' : `; no stocks: ${named(otherSymbols)}`;
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

function named(texts: readonly string[]): string {
  const more = texts.length - namedAtMost;
  return texts.slice(0, namedAtMost).join(', ') + (more > 0 ? ` and ${more} more` : '');
}
