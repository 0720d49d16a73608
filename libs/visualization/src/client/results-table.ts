import type { SummaryPageBody } from '../api/schemas.ts';
import type { Column } from '../charts/model.ts';
import { alignOf, cellOf, scrollRegion } from './data-table.ts';
import { h } from './dom.ts';
import { pageButtons } from './page-buttons.ts';
import type { Change } from './page.ts';
import { queryOf, type UrlState } from './url-state.ts';

const columns: readonly Column[] = [
  { key: 'factor', label: 'Factor', quantity: 'text' },
  { key: 'factorType', label: 'Type', quantity: 'text' },
  { key: 'start', label: 'Start', quantity: 'date' },
  { key: 'end', label: 'End', quantity: 'date' },
  { key: 'stocks', label: 'Stocks', quantity: 'count' },
  { key: 'meanBeta', label: 'Mean beta', quantity: 'ratio' },
  { key: 'meanTStat', label: 'Mean t', quantity: 'tStatistic' },
  { key: 'meanRSquared', label: 'Mean R\u00b2', quantity: 'share' },
  { key: 'significant', label: 'Significant 5 %', quantity: 'count' },
  { key: 'significantAdjusted', label: 'Significant adjusted', quantity: 'count' },
  { key: 'premium', label: 'Premium per year', quantity: 'percent' },
  { key: 'volatility', label: 'Volatility per year', quantity: 'percent' },
  { key: 'sharpe', label: 'Sharpe ratio', quantity: 'ratio' },
  { key: 'maxDrawdown', label: 'Max. drawdown', quantity: 'percent' },
  { key: 'premiumTStat', label: 'Premium t', quantity: 'tStatistic' },
];

export interface ResultsTable {
  readonly element: HTMLElement;
  fill(page: SummaryPageBody, state: UrlState, csv: string): void;
}

/**
 * The table of results with sort, search, pages and download.
 *
 * @param changed - called with changed parameters; `typing` while the search text is being written
 */
export function createResultsTable(changed: Change): ResultsTable {
  const search = h('input', {
    type: 'search',
    name: 'q',
    maxlength: 128,
    oninput: () => changed({ q: search.value, page: '' }, true),
  });
  const count = h('p', { class: 'count', id: 'results-count' });
  const download = h('a', { download: 'summaries.csv' }, 'Download CSV');
  const headRow = h('tr', {});
  const body = h('tbody', {});
  const pages = h('nav', { class: 'pages', 'aria-label': 'Pages of results' });
  const caption = 'Results by factor and date range';
  const table = h('table', { id: 'results' }, h('caption', {}, caption), h('thead', {}, headRow), body);
  const element = h(
    'section',
    { class: 'panel far', 'aria-labelledby': 'results-title' },
    h('h2', { id: 'results-title' }, 'Results'),
    h('div', { class: 'tools' }, h('label', {}, h('span', {}, 'Search factor or type'), search), count, download),
    scrollRegion(caption, table),
    pages,
  );

  return {
    element,
    fill(page, state, csv) {
      if (document.activeElement !== search) search.value = state['q'] ?? '';
      count.textContent = `${page.total} ${page.total === 1 ? 'result' : 'results'}`;
      download.href = csv;
      const focused = document.activeElement?.getAttribute('data-sort');
      headRow.replaceChildren(...columns.map((column) => headerOf(column, state, changed)));
      headRow.querySelector<HTMLElement>(`[data-sort="${focused}"]`)?.focus();
      body.replaceChildren(...page.rows.map((row) => rowOf(row, state)));
      pages.replaceChildren(...pageButtons(page, changed));
    },
  };
}

function headerOf(column: Column, state: UrlState, changed: (changes: UrlState) => void): HTMLElement {
  const sorted = (state['sort'] ?? 'factor') === column.key;
  const ascending = (state['order'] ?? 'asc') === 'asc';
  const next = sorted && ascending ? 'desc' : 'asc';
  const mark = sorted ? (ascending ? ' \u25b2' : ' \u25bc') : '';
  return h(
    'th',
    {
      scope: 'col',
      class: alignOf(column),
      'aria-sort': sorted ? (ascending ? 'ascending' : 'descending') : undefined,
    },
    h(
      'button',
      { type: 'button', 'data-sort': column.key, onclick: () => changed({ sort: column.key, order: next, page: '' }) },
      column.label,
      h('span', { 'aria-hidden': 'true' }, mark),
    ),
  );
}

function rowOf(row: SummaryPageBody['rows'][number], state: UrlState): HTMLElement {
  const address = `/factors/${encodeURIComponent(row.factor)}${queryOf({ run: state['run'] ?? '' })}`;
  const link = h('a', { href: address }, row.factor);
  return h(
    'tr',
    {},
    ...columns.map((column) =>
      cellOf(column, row[column.key as keyof typeof row], column.key === 'factor' ? link : undefined),
    ),
  );
}
