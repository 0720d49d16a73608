import type { Overview } from '../../api/schemas.ts';
import { h } from '../browser/dom.ts';
import type { Change } from '../pages/page.ts';
import type { UrlState } from '../browser/url-state.ts';

export interface FilterForm {
  readonly element: HTMLElement;
  /** Shows what can be chosen and what is chosen. */
  fill(overview: Overview, state: UrlState): void;
}

/**
 * The filters of the results: run, factor type, factor, first and last date, search text.
 *
 * @param changed - called with the parameters that a choice changes; `typing` while the search text is being written
 */
export function createFilterForm(changed: Change): FilterForm {
  const run = selectOf('run', 'Run', (value) =>
    changed({ run: value, type: '', factor: '', start: '', end: '', page: '', vpage: '' }),
  );
  const type = selectOf('type', 'Type', (value) => changed({ type: value, factor: '', page: '', vpage: '' }));
  const factor = selectOf('factor', 'Factor', (value) => changed({ factor: value, page: '', vpage: '' }));
  const start = selectOf('start', 'Ranges from', (value) => changed({ start: value, page: '', vpage: '' }));
  const end = selectOf('end', 'Ranges until', (value) => changed({ end: value, page: '', vpage: '' }));
  const search = h('input', {
    type: 'search',
    name: 'q',
    maxlength: 128,
    oninput: () => changed({ q: search.value, page: '', vpage: '' }, true),
  });
  const clear = h(
    'button',
    {
      type: 'button',
      onclick: () => changed({ type: '', factor: '', start: '', end: '', q: '', page: '', vpage: '' }),
    },
    'Clear filters',
  );
  const element = h(
    'form',
    { class: 'filters panel', 'aria-label': 'Filters', onsubmit: (event) => event.preventDefault() },
    run.field,
    type.field,
    factor.field,
    start.field,
    end.field,
    h('label', {}, h('span', {}, 'Search factor or type'), search),
    clear,
  );
  return {
    element,
    fill({ run: shown, runs, options }, state) {
      if (document.activeElement !== search) search.value = state['q'] ?? '';
      fillSelect(
        run.input,
        runs.some(({ pinned }) => pinned) ? 'Pinned run' : 'Latest complete run',
        runs.map((each) => ({
          value: each.run,
          label: `${each.name || each.run.slice(0, 12)} (${each.startedAt.slice(0, 16)}, ${each.status}${each.synthetic ? ', synthetic' : ''})`,
        })),
        // The address may hold the beginning of an id.
        state['run'] && shown.run,
      );
      fillSelect(
        type.input,
        'All types',
        options.types.map((value) => ({ value, label: value })),
        state['type'],
      );
      const fitting = options.factors.filter((each) => !state['type'] || each.type === state['type']);
      fillSelect(
        factor.input,
        'All factors',
        fitting.map(({ name }) => ({ value: name, label: name })),
        state['factor'],
      );
      fillSelect(start.input, 'the first', datesOf(options.starts, state['start']), state['start']);
      fillSelect(end.input, 'the last', datesOf(options.ends, state['end']), state['end']);
    },
  };
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export function selectOf(name: string, label: string, changed: (value: string) => void) {
  const input = h('select', { name, onchange: () => changed(input.value) });
  return { input, field: h('label', {}, h('span', {}, label), input) };
}

/** Dates of the run, and the one from the address when it is none of them. */
function datesOf(dates: readonly string[], chosen: string | undefined): Choice[] {
  const all = chosen === undefined || dates.includes(chosen) ? dates : [...dates, chosen].sort();
  return all.map((value) => ({ value, label: value }));
}

export function fillSelect(
  select: HTMLSelectElement,
  all: string,
  choices: readonly Choice[],
  chosen: string | undefined,
): void {
  const options = [{ value: '', label: all }, ...choices];
  const same = (option: Choice, at: number) =>
    select.options[at]?.value === option.value && select.options[at].text === option.label;
  if (select.options.length !== options.length || !options.every(same))
    select.replaceChildren(...options.map(({ value, label }) => h('option', { value }, label)));
  select.value = chosen ?? '';
}
