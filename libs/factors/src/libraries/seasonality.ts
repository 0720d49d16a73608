import type { FormulaLibrary } from './library.ts';
import { publishedFactors, type PublishedRow } from './published.ts';

/** The panel `sessions` ago, by delays that are each within the longest window. */
function ago(panel: string, sessions: number): string {
  return sessions <= 2520 ? `delay(${panel}, ${sessions})` : `delay(${ago(panel, sessions - 2520)}, 2520)`;
}

const year = 252;
const month = 21;
const monthly = `(adj_close / delay(adj_close, ${month}) - 1)`;

/** Return, some years ago, of the calendar month that begins now. */
function sameMonth(years: number): string {
  return ago(monthly, years * year - month);
}

function years(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}

/** Mean return of the calendar month that begins now, over years. */
function sameMonths(from: number, to: number): string {
  return `(${years(from, to).map(sameMonth).join(' + ')}) / ${to - from + 1}`;
}

/** Mean daily return of the other months of those years. */
function otherMonths(from: number, to: number): string {
  const sessions = (to - from + 1) * year;
  const all = ago(`ts_sum(returns, ${sessions})`, (from - 1) * year);
  const same = years(from, to).map((back) => ago(`ts_sum(returns, ${month})`, back * year - month));
  return `(${all} - (${same.join(' + ')})) / ${sessions - (to - from + 1) * month}`;
}

const paper = 'Heston and Sadka';

const rows: readonly PublishedRow[] = [
  ['MomSeasonShort', 1, paper, 2008, 1965, 2002, 7.6, 'Return of the coming calendar month a year ago.', sameMonth(1)],
  [
    'MomSeason',
    1,
    paper,
    2008,
    1965,
    2002,
    5.35,
    'Mean return of the coming calendar month 2 to 5 years ago.',
    sameMonths(2, 5),
  ],
  ['MomSeason06YrPlus', 1, paper, 2008, 1965, 2002, 6.15, 'The same 6 to 10 years ago.', sameMonths(6, 10)],
  ['MomSeason11YrPlus', 1, paper, 2008, 1965, 2002, 6.43, 'The same 11 to 15 years ago.', sameMonths(11, 15)],
  ['MomSeason16YrPlus', 1, paper, 2008, 1965, 2002, 4.58, 'The same 16 to 20 years ago.', sameMonths(16, 20)],
  [
    'MomOffSeason',
    -1,
    paper,
    2008,
    1965,
    2002,
    5.6,
    'Mean return of the other months 2 to 5 years ago.',
    otherMonths(2, 5),
  ],
  ['MomOffSeason06YrPlus', -1, paper, 2008, 1965, 2002, 4.62, 'The same 6 to 10 years ago.', otherMonths(6, 10)],
  ['MomOffSeason16YrPlus', -1, paper, 2008, 1965, 2002, 3.35, 'The same 16 to 20 years ago.', otherMonths(16, 20)],
];

/** What returns were in the same month of earlier years. */
export const seasonality: FormulaLibrary = {
  name: 'seasonality',
  summary: 'Published signals of the calendar month.',
  source: 'The papers named; months are 21 sessions and years 252.',
  factors: publishedFactors('technical', rows),
};
