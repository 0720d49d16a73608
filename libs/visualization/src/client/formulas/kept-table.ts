import type { Formulas } from '../../api/formula-schemas.ts';
import { dataTable } from '../tables/data-table.ts';
import { h } from '../browser/dom.ts';

const columns = [
  { key: 'name', label: 'Factor', quantity: 'text' },
  { key: 'formula', label: 'Formula', quantity: 'text' },
  { key: 'dialect', label: 'Dialect', quantity: 'text' },
  { key: 'author', label: 'Author', quantity: 'text' },
  { key: 'day', label: 'Kept', quantity: 'date' },
  { key: 'hash', label: 'Hash', quantity: 'text' },
] as const;

/** The formulas that are kept, each with a button that brings it into the editor. */
export function keptTable({ kept, values }: Formulas, write: (formula: string) => void): HTMLElement {
  const brought =
    values.length === 0 ? undefined : h('p', {}, `Values that formulas can read: ${values.slice(0, 50).join(', ')}.`);
  if (kept.length === 0) return h('div', {}, h('p', {}, 'No formula is kept.'), brought);
  const rows = kept.map((one) => ({ ...one, day: one.keptAt.slice(0, 10), hash: one.hash.slice(0, 12) }));
  return h(
    'div',
    {},
    dataTable({ columns, rows }, 'Formulas kept as factors'),
    h(
      'p',
      { class: 'kept-buttons' },
      'Open: ',
      ...kept.map(({ name, formula }) => h('button', { type: 'button', onclick: () => write(formula) }, name)),
    ),
    h(
      'p',
      {},
      h('a', { href: '/api/v1/formulas/export', download: '' }, 'YAML'),
      ' that ',
      h('code', {}, 'fm factors add --formulas'),
      ' reads.',
    ),
    brought,
  );
}
