import type { SummaryRow } from '../../api/schemas.ts';
import { judgedRange } from '@fm/results/evidence';
import { h } from '../browser/dom.ts';
import { fillSelect, selectOf } from './filter-form.ts';
import type { Change } from '../pages/page.ts';
import type { UrlState } from '../browser/url-state.ts';

/** Chooses the date range of a run that a factor's page shows. */
export function createRangeForm(changed: Change) {
  const range = selectOf('range', 'Date range', (value) => {
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
      const longest = judgedRange(summaries);
      const chosen = state['start'] || state['end'] ? `${state['start'] ?? ''} to ${state['end'] ?? ''}` : '';
      const values = [
        ...new Set([...summaries.map(({ start, end }) => `${start} to ${end}`), ...(chosen ? [chosen] : [])]),
      ];
      fillSelect(
        range.input,
        `Longest: ${longest.start} to ${longest.end}`,
        values.map((value) => ({ value, label: value })),
        chosen,
      );
    },
  };
}
