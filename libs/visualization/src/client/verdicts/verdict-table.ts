import { countBeliefs, counted } from '@fm/results/evidence';
import type { Overview, VerdictRow } from '../../api/schemas.ts';
import { formatValue, intervalText, type Quantity } from '../../format.ts';
import { type Child, h } from '../browser/dom.ts';
import { scrollRegion } from '../tables/data-table.ts';
import { createIntervalMark, type IntervalMark, scaleOf } from './interval-mark.ts';
import { pageButtons } from '../forms/page-buttons.ts';
import type { Change } from '../pages/page.ts';
import { keptRows, placeRows } from '../tables/table-rows.ts';
import { queryOf, type UrlState } from '../browser/url-state.ts';
import { mostAtOnce, type VerdictPage, verdictPage, verdictsPerPage } from './verdict-order.ts';
import { signWordsOf, verdictBadge, verdictRule } from './verdict-words.ts';

/** Heads with the name by which the address sorts by them; empty where they do not sort. */
const heads = [
  ['Factor', 'text', 'factor'],
  ['Verdict', 'text', 'verdict'],
  ['Premium per year', 'number', 'premium'],
  ['95 % interval', 'text', ''],
  ['t', 'number', 't'],
  ['p adjusted (raw)', 'number', 'p'],
  ['Expected sign', 'text', ''],
  ['Same sign', 'number', ''],
  ['IC', 'number', 'ic'],
  ['Premium after costs', 'number', 'net'],
  ['Deflated Sharpe', 'number', 'deflated'],
] as const;

/** What a row of the table is made from. */
interface LineItem {
  readonly row: VerdictRow;
  /** Run in the address; the link to the factor keeps it. */
  readonly run: string;
}

interface Line {
  readonly element: HTMLElement;
  readonly mark: IntervalMark;
}

/** The answer of the overview: every factor with its verdict, most believable first. */
export function createVerdictTable(changed: Change) {
  const title = h('h2', { id: 'verdicts-title' }, 'Verdict by factor');
  const lead = h('p', { id: 'verdicts-lead' });
  const caption = h('caption');
  const columns = heads.map(([label, side, by]) => createHead(label, side, by, changed));
  const headRow = h('tr', {}, ...columns.map((column) => column.element));
  const pages = h('nav', { class: 'pages', 'aria-label': 'Pages of verdicts' });
  const body = h('tbody');
  const table = h('table', { class: 'verdicts' }, caption, h('thead', {}, headRow), body);
  const download = h('a', { download: 'verdicts.csv' }, 'Download CSV');
  const element = h(
    'section',
    { class: 'panel', id: 'verdicts', 'aria-labelledby': 'verdicts-title' },
    title,
    lead,
    scrollRegion('Verdict by factor', table),
    h('div', { class: 'tools below' }, pages, h('span', { class: 'downloads' }, download), verdictRule()),
  );
  const lineFor = keptRows(lineOf);
  return {
    element,
    fill({ verdicts, trials, ledger }: Overview, state: UrlState, csv: string) {
      download.href = csv;
      const counts = countBeliefs(verdicts) || 'No factor passes the filters';
      const over =
        ledger === undefined ? counted(trials.total, 'trial') : `${counted(ledger.trials, 'trial')} of the ledger`;
      lead.textContent = `${counts}. Adjusted by Benjamini-Hochberg over ${over}.`;
      caption.textContent = captionOf(verdicts);
      const scale = scaleOf(
        verdicts.flatMap(({ premiumLow, premiumHigh, premium }) => [premiumLow, premiumHigh, premium]),
      );
      for (const column of columns) column.fill(state);
      const shown = verdictPage(verdicts, state);
      pages.replaceChildren(...pageParts(shown, state, changed));
      const lines = shown.rows.map((row) => lineFor(row.factor, { row, run: state['run'] ?? '' }));
      lines.forEach(({ mark }) => mark.place(scale));
      placeRows(
        body,
        lines.map((line) => line.element),
      );
    },
  };
}

/** Head of a column; a button where the table can be sorted by it. */
function createHead(label: string, side: string, by: string, changed: Change) {
  const mark = h('span', { 'aria-hidden': 'true' });
  let next = 'asc';
  const sort = () => changed({ by, direction: next, vpage: '' });
  const content = by === '' ? [label] : [h('button', { type: 'button', onclick: sort }, label, mark)];
  const element = h('th', { scope: 'col', class: side }, ...content);
  return {
    element,
    fill({ by: chosen, direction }: UrlState) {
      const isSorted = by !== '' && chosen === by;
      const isAscending = direction !== 'desc';
      next = isSorted && isAscending ? 'desc' : 'asc';
      element.ariaSort = isSorted ? (isAscending ? 'ascending' : 'descending') : null;
      mark.textContent = isSorted ? (isAscending ? ' \u25b2' : ' \u25bc') : '';
    },
  };
}

/** Navigation to the other verdicts: page by page, or all at once. */
function pageParts(shown: VerdictPage, state: UrlState, changed: Change): HTMLElement[] {
  if (shown.total <= mostAtOnce) return [];
  const isAll = state['rows'] === 'all';
  const label = isAll ? `Show ${verdictsPerPage}` : `Show all ${shown.total}`;
  return [
    ...pageButtons(shown, (changes) => changed({ vpage: changes['page'] ?? '' })),
    h('button', { type: 'button', onclick: () => changed({ rows: isAll ? '' : 'all', vpage: '' }) }, label),
  ];
}

function captionOf([first]: readonly VerdictRow[]): string {
  if (first === undefined) return 'No factor passes the filters';
  const judged =
    first.role === ''
      ? 'Longest date range, judged by older rules'
      : first.role === 'sample'
        ? 'Sample'
        : 'Part of the sample';
  const horizon =
    first.icHorizon === null ? '' : `; IC: rank correlation with the return of ${first.icHorizon} sessions`;
  return `${judged}, ${first.start} to ${first.end}${horizon}`;
}

function lineOf({ row, run }: LineItem): Line {
  const address = `/factors/${encodeURIComponent(row.factor)}${queryOf({ run })}`;
  const { premium, premiumLow, premiumHigh, caveats } = row;
  const mark = createIntervalMark(premium, premiumLow, premiumHigh);
  const against = caveats.length === 0 ? [] : [h('small', { class: 'caveats' }, caveats.join(', '))];
  const element = h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row', class: 'text' },
      h('a', { href: address }, ...brokenName(row.factor)),
      h('small', {}, row.factorType),
    ),
    h('td', { class: 'text' }, verdictBadge(row.belief), ...against),
    number(premium, 'percent', [row.side, inHoldout(row)].filter(Boolean).join('; ') || undefined),
    h('td', { class: 'text interval' }, mark.element, h('span', {}, intervalText(premiumLow, premiumHigh))),
    number(row.premiumTStat, 'tStatistic'),
    number(row.pValueAdjusted, 'pValue', `(${formatValue(row.pValue, 'pValue')})`),
    signCell(row),
    h('td', { class: 'number' }, row.otherRanges === 0 ? 'n/a' : `${row.sameSign} of ${row.otherRanges}`),
    number(row.icMean, 'ratio', icTestText(row)),
    number(row.netPremium, 'percent', row.side === null ? undefined : `held ${row.side}`),
    number(row.deflatedSharpe, 'share'),
  );
  return { element, mark };
}

/** A name that a narrow column breaks between its words, not within them. */
function brokenName(name: string): Child[] {
  return name.split(/(?<=[a-z0-9])(?=[A-Z])/).flatMap((word, at) => (at === 0 ? [word] : [h('wbr'), word]));
}

/** The premium in an opened hold-out; undefined while it is sealed, or if there is none. */
function inHoldout({ holdoutPremium, holdoutPValue }: VerdictRow): string | undefined {
  if (holdoutPremium === null) return undefined;
  return `in the hold-out ${formatValue(holdoutPremium, 'percent')} (p ${formatValue(holdoutPValue, 'pValue')})`;
}

function icTestText({ icPValue }: VerdictRow): string {
  return icPValue === null ? 'no p: too few independent periods' : `p ${formatValue(icPValue, 'pValue')}`;
}

function signCell(row: VerdictRow): HTMLElement {
  const [sign, found] = signWordsOf(row);
  return h('td', { class: 'text' }, sign, ...(found === undefined ? [] : [h('small', {}, found)]));
}

function number(value: number | null, quantity: Quantity, below?: string): HTMLElement {
  const second = value === null || below === undefined ? [] : [h('small', {}, below)];
  const cell = h('td', { class: 'number' }, formatValue(value, quantity), ...second);
  if (value !== null) cell.dataset['value'] = String(value);
  return cell;
}
