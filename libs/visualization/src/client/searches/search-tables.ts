import type { SearchBody, SearchesBody, SearchFound, SearchHead } from '../../api/search-schemas.ts';
import { formatValue } from '../../format.ts';
import { h } from '../browser/dom.ts';
import { queryOf } from '../browser/url-state.ts';
import { dataTable, scrollRegion } from '../tables/data-table.ts';
import { outcomeOf } from './search-words.ts';

const heads = [
  ['Search', 'text'],
  ['State', 'text'],
  ['Started (UTC)', 'text'],
  ['Universe', 'text'],
  ['Horizon', 'number'],
  ['Tried', 'number'],
  ['Outcome', 'text'],
  ['Lock-box', 'text'],
  ['Data', 'text'],
] as const;

const openingColumns = [
  { key: 'openedAt', label: 'Opened (UTC)', quantity: 'moment' },
  { key: 'search', label: 'Search', quantity: 'text' },
  { key: 'universe', label: 'Universe', quantity: 'text' },
  { key: 'days', label: 'Days', quantity: 'text' },
  { key: 'number', label: 'Opening', quantity: 'count' },
  { key: 'level', label: 'Level', quantity: 'pValue' },
  { key: 'looks', label: 'Looks', quantity: 'count' },
] as const;

const finalistColumns = [
  { key: 'number', label: 'No.', quantity: 'count' },
  { key: 'verdict', label: 'Verdict', quantity: 'text' },
  { key: 'discoveryIc', label: 'IC discovery', quantity: 'ratio' },
  { key: 'discoveryT', label: 't', quantity: 'tStatistic' },
  { key: 'validationIc', label: 'IC validation', quantity: 'ratio' },
  { key: 'validationT', label: 't', quantity: 'tStatistic' },
  { key: 'familyWiseP', label: 'p of all', quantity: 'pValue' },
  { key: 'lockboxIc', label: 'IC lock-box', quantity: 'ratio' },
  { key: 'lockboxT', label: 't', quantity: 'tStatistic' },
  { key: 'lockboxP', label: 'p', quantity: 'pValue' },
  { key: 'validationDecay', label: 'Validation / discovery', quantity: 'share' },
  { key: 'deflated', label: 'Deflated', quantity: 'share' },
  { key: 'turnover', label: 'Turnover', quantity: 'share' },
  { key: 'formula', label: 'Formula', quantity: 'text' },
] as const;

const periodColumns = [
  { key: 'name', label: 'Period', quantity: 'text' },
  { key: 'start', label: 'From', quantity: 'date' },
  { key: 'end', label: 'To', quantity: 'date' },
  { key: 'sessions', label: 'Sessions', quantity: 'count' },
  { key: 'detectable', label: 'Smallest coefficient that could be seen', quantity: 'ratio' },
] as const;

/** Every search, the chosen one marked. */
export function searchTable(searches: readonly SearchHead[], chosen: string | undefined): HTMLElement {
  return scrollRegion(
    'Searches',
    h(
      'table',
      {},
      h('caption', {}, 'Searches, the latest first'),
      h('thead', {}, h('tr', {}, ...heads.map(([head, side]) => h('th', { scope: 'col', class: side }, head)))),
      h('tbody', {}, ...searches.map((search) => lineOf(search, search.id === chosen))),
    ),
  );
}

function lineOf(search: SearchHead, isChosen: boolean): HTMLElement {
  const address = `/discovery${queryOf({ search: search.id })}`;
  return h(
    'tr',
    {},
    h('td', {}, h('a', { href: address, 'aria-current': isChosen ? 'true' : undefined }, search.id.slice(0, 12))),
    h('td', { class: `state ${search.status === 'finished' ? 'succeeded' : 'running'}` }, search.status),
    h('td', {}, search.startedAt.slice(0, 19)),
    h('td', { class: 'text' }, search.universe),
    h('td', { class: 'number' }, String(search.horizon)),
    h('td', { class: 'number' }, formatValue(search.trials, 'count')),
    h('td', { class: 'text' }, outcomeOf(search)),
    h('td', { class: 'text' }, search.opened ? 'opened' : 'sealed'),
    h('td', {}, search.synthetic ? 'synthetic' : 'real'),
  );
}

/** All finalists beside each other in the three periods. */
export function finalistTable({ finalists }: SearchFound): HTMLElement {
  const rows = finalists.map((one) => ({
    ...one,
    ...{ discoveryIc: one.discovery.coefficient, discoveryT: one.discovery.t },
    ...{ validationIc: one.validation.coefficient, validationT: one.validation.t },
    ...{ lockboxIc: one.lockbox?.coefficient ?? null, lockboxT: one.lockbox?.t ?? null },
  }));
  return dataTable({ columns: finalistColumns, rows }, 'Finalists');
}

/** The periods of a search and the effect that each can show. */
export function periodTable({ periods }: SearchBody): HTMLElement {
  return dataTable({ columns: periodColumns, rows: periods }, 'Periods of the search');
}

/** Every lock-box that was opened, whoever opened it. */
export function openingTable({ openings }: SearchesBody): HTMLElement {
  const rows = openings.map((one) => ({
    ...one,
    search: one.searchId.slice(0, 12),
    days: `${one.start} to ${one.end}`,
  }));
  return dataTable({ columns: openingColumns, rows }, 'Openings of lock-boxes');
}
