import type { SummaryRow } from '../api/schemas.ts';
import { h } from './dom.ts';
import { fillSelect, selectOf } from './filter-form.ts';
import type { Change } from './page.ts';
import type { UrlState } from './url-state.ts';

/** Chooses one of the date ranges of a run for the lower panels of a factor's page. */
export function createRangeForm(changed: Change) {
  const range = selectOf('range', 'Date range of the panels below', (value) => {
    const [start = '', end = ''] = value.split(' to ');
    changed({ start, end });
  });
  const element = h(
    'form',
    { class: 'filters panel', 'aria-label': 'Filters', onsubmit: (event) => event.preventDefault() },
    range.field,
  );
  return {
    element,
    fill(summaries: readonly SummaryRow[], state: UrlState) {
      const chosen = state['start'] || state['end'] ? `${state['start'] ?? ''} to ${state['end'] ?? ''}` : '';
      const values = [
        ...new Set([...summaries.map(({ start, end }) => `${start} to ${end}`), ...(chosen ? [chosen] : [])]),
      ];
      fillSelect(
        range.input,
        'All sessions',
        values.map((value) => ({ value, label: value })),
        chosen,
      );
    },
  };
}
