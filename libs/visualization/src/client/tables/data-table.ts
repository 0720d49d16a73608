import type { Column, DataTable } from '../../charts/model.ts';
import { formatValue } from '../../format.ts';
import { h } from '../browser/dom.ts';
import { pageButtons } from '../forms/page-buttons.ts';
import { firstView, searchedFrom, type TableView, viewOf } from './table-view.ts';

const textual = new Set(['text', 'date', 'moment']);

/** Characters from which a text is broken into lines. */
const longText = 48;

/** Views by the name of their table: what a reader sorted stays sorted when the page reloads. */
const views = new Map<string, TableView>();

/**
 * A table of numbers with its caption, sorted by its heads, searched and paged; wide tables scroll in their own region.
 */
export function dataTable(table: DataTable, label: string): HTMLElement {
  const body = h('tbody');
  const caption = h('caption');
  const heads = table.columns.map((column) => createHead(column, sortBy));
  const pages = h('nav', { class: 'pages', 'aria-label': `Pages of ${label}` });
  const search = h('input', {
    type: 'search',
    'aria-label': `Search in ${label}`,
    placeholder: 'Search',
    maxlength: 64,
  });
  search.addEventListener('input', () => show({ ...view(), search: search.value, page: 1 }));
  search.value = view().search;
  const element = h('table', {}, caption, h('thead', {}, h('tr', {}, ...heads.map((head) => head.element))), body);
  show(view());
  const tools = table.rows.length > searchedFrom ? [h('div', { class: 'tools' }, search)] : [];
  return h('div', {}, ...tools, scrollRegion(label, element), pages);

  function view(): TableView {
    return views.get(label) ?? firstView;
  }

  function sortBy(key: string): void {
    const { sort, order } = view();
    show({ ...view(), sort: key, order: sort === key && order === 'asc' ? 'desc' : 'asc', page: 1 });
  }

  function show(next: TableView): void {
    views.set(label, next);
    const { rows, total, page, pageSize } = viewOf(table, next);
    const of = total === table.rows.length ? '' : ` (${total} of ${table.rows.length} rows)`;
    caption.textContent = `${label}${of}`;
    for (const head of heads) head.fill(next);
    body.replaceChildren(
      ...rows.map((row) => h('tr', {}, ...table.columns.map((column) => cellOf(column, row[column.key])))),
    );
    pages.replaceChildren(
      ...pageButtons({ page, pageSize, total }, (changes) => show({ ...view(), page: Number(changes['page']) })),
    );
  }
}

/** Head of a column, whose button sorts by it. */
function createHead(column: Column, sortBy: (key: string) => void) {
  const mark = h('span', { 'aria-hidden': 'true' });
  const button = h('button', { type: 'button', onclick: () => sortBy(column.key) }, column.label, mark);
  const element = h('th', { scope: 'col', class: alignOf(column) }, button);
  return {
    element,
    fill({ sort, order }: TableView) {
      const isSorted = sort === column.key;
      element.ariaSort = isSorted ? (order === 'asc' ? 'ascending' : 'descending') : null;
      mark.textContent = isSorted ? (order === 'asc' ? ' \u25b2' : ' \u25bc') : '';
    },
  };
}

/** A region that can be scrolled with the keyboard, and says so while its content is wider than the region. */
export function scrollRegion(label: string, ...children: HTMLElement[]): HTMLElement {
  const region = h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': label }, ...children);
  const measured = new ResizeObserver(() =>
    region.classList.toggle('wide', region.scrollWidth > region.clientWidth + 1),
  );
  for (const element of [region, ...children]) measured.observe(element);
  return region;
}

/** A cell that shows sensible digits and carries the exact value. */
export function cellOf(column: Column, value: unknown): HTMLTableCellElement {
  const cell = h('td');
  showValue(cell, column, value);
  return cell;
}

/**
 * Shows another value in a cell; what is unchanged is not touched.
 *
 * @param place - element of the cell that holds the text. @default the cell
 */
export function showValue(cell: HTMLTableCellElement, column: Column, value: unknown, place: HTMLElement = cell): void {
  const text = formatValue(value, column.quantity);
  const look = `${alignOf(column)}${text.length > longText ? ' long' : ''}`;
  if (cell.className !== look) cell.className = look;
  if (place.textContent !== text) place.textContent = text;
  const exact = typeof value === 'number' ? String(value) : undefined;
  if (cell.dataset['value'] === exact) return;
  if (exact === undefined) delete cell.dataset['value'];
  else cell.dataset['value'] = exact;
}

export function alignOf(column: Column): string {
  return textual.has(column.quantity) ? 'text' : 'number';
}
