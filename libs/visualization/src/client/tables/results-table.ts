import type { SummaryPageBody } from '../../api/schemas.ts';
import type { Column } from '../../charts/model.ts';
import { alignOf, scrollRegion, showValue } from './data-table.ts';
import { h } from '../browser/dom.ts';
import { pageButtons } from '../forms/page-buttons.ts';
import type { Change } from '../pages/page.ts';
import { deferLayout } from '../browser/deferred-layout.ts';
import { placeRows } from './table-rows.ts';
import { summaryColumns } from '../../statistics/statistic-names.ts';
import { queryOf, type UrlState } from '../browser/url-state.ts';

const columns: readonly Column[] = [
  { key: 'factor', label: 'Factor', quantity: 'text' },
  { key: 'factorType', label: 'Type', quantity: 'text' },
  { key: 'start', label: 'Start', quantity: 'date' },
  { key: 'end', label: 'End', quantity: 'date' },
  ...summaryColumns,
];

export interface ResultsTable {
  readonly element: HTMLElement;
  /** Shows a page of results; a frame later where it cannot be seen. */
  fill(page: SummaryPageBody, state: UrlState, csv: string): void;
}

/**
 * The table of results with sort, pages and download.
 *
 * @param changed - called with changed parameters
 */
export function createResultsTable(changed: Change): ResultsTable {
  const count = h('p', { class: 'count', id: 'results-count' });
  const download = h('a', { download: 'summaries.csv' }, 'Download CSV');
  const heads = columns.map((column) => createHeader(column, changed));
  const headRow = h('tr', {}, ...heads.map((head) => head.element));
  const body = h('tbody', {});
  const lines: Line[] = [];
  const pages = h('nav', { class: 'pages', 'aria-label': 'Pages of results' });
  const caption = 'Results by factor and date range';
  const table = h('table', { id: 'results' }, h('caption', {}, caption), h('thead', {}, headRow), body);
  const element = h(
    'section',
    { class: 'panel far', 'aria-labelledby': 'results-title' },
    h('h2', { id: 'results-title' }, 'Results'),
    h('div', { class: 'tools' }, count, download),
    scrollRegion(caption, table),
    pages,
  );

  return {
    element,
    fill: (page, state, csv) => deferLayout(element, () => fill(page, state, csv)),
  };

  function fill(page: SummaryPageBody, state: UrlState, csv: string): void {
    count.textContent = `${page.total} ${page.total === 1 ? 'result' : 'results'}`;
    download.href = csv;
    for (const head of heads) head.fill(state);
    page.rows.forEach((row, at) => (lines[at] ??= createLine()).fill(row, state));
    placeRows(
      body,
      page.rows.map((_, at) => (lines[at] as Line).element),
    );
    pages.replaceChildren(...pageButtons(page, changed));
  }
}

/** Head of a column, whose button sorts by it. */
function createHeader(column: Column, changed: Change) {
  const mark = h('span', { 'aria-hidden': 'true' });
  let next = 'asc';
  const sort = () => changed({ sort: column.key, order: next, page: '' });
  const button = h('button', { type: 'button', 'data-sort': column.key, onclick: sort }, column.label, mark);
  const element = h('th', { scope: 'col', class: alignOf(column) }, button);
  return {
    element,
    fill(state: UrlState) {
      const sorted = (state['sort'] ?? 'factor') === column.key;
      const ascending = (state['order'] ?? 'asc') === 'asc';
      next = sorted && ascending ? 'desc' : 'asc';
      element.ariaSort = sorted ? (ascending ? 'ascending' : 'descending') : null;
      mark.textContent = sorted ? (ascending ? ' \u25b2' : ' \u25bc') : '';
    },
  };
}

type Row = SummaryPageBody['rows'][number];

interface Line {
  readonly element: HTMLElement;
  fill(row: Row, state: UrlState): void;
}

/** A line of the table, to be filled with one row after another. */
function createLine(): Line {
  const link = h('a');
  const cells = columns.map((column) => h('td', {}, column.key === 'factor' ? link : undefined));
  const element = h('tr', {}, ...cells);
  return {
    element,
    fill(row, state) {
      link.href = `/factors/${encodeURIComponent(row.factor)}${queryOf({ run: state['run'] ?? '' })}`;
      columns.forEach((column, at) => {
        const place = column.key === 'factor' ? link : undefined;
        showValue(cells[at] as HTMLTableCellElement, column, row[column.key as keyof Row], place);
      });
    },
  };
}
