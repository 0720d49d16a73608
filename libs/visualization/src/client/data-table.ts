import type { Column, DataTable } from '../charts/model.ts';
import { formatValue } from '../format.ts';
import { h } from './dom.ts';

const textual = new Set(['text', 'date', 'moment']);

/** Most rows written into the page; the rest is one download away. */
const mostRows = 500;

/** Characters from which a text is broken into lines. */
const longText = 48;

/** A table of numbers with its caption; wide tables scroll inside their own region. */
export function dataTable(table: DataTable, label: string): HTMLElement {
  const shown = table.rows.slice(0, mostRows);
  const cut = table.rows.length > shown.length ? ` (first ${mostRows} of ${table.rows.length} rows)` : '';
  return scrollRegion(
    label,
    h(
      'table',
      {},
      h('caption', {}, `${label}${cut}`),
      h(
        'thead',
        {},
        h('tr', {}, ...table.columns.map((column) => h('th', { scope: 'col', class: alignOf(column) }, column.label))),
      ),
      h(
        'tbody',
        {},
        ...shown.map((row) => h('tr', {}, ...table.columns.map((column) => cellOf(column, row[column.key])))),
      ),
    ),
  );
}

/** A region that can be scrolled with the keyboard, and says so while it is wider than its place. */
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
 * Shows another value in a cell; what is as it was is not touched.
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
