import type { Compare } from '../api/page-schemas.ts';
import { correlationMap, premiaOverlay } from '../charts/compare.ts';
import { dataTable } from './data-table.ts';
import { h } from './dom.ts';
import { createFigure } from './figure.ts';
import { type Layout, runLine, runNotes } from './layout.ts';
import { type Page, pick } from './page.ts';
import { queryOf } from './url-state.ts';

const columns = [
  { key: 'factor', label: 'Factor', quantity: 'text' },
  { key: 'alpha', label: 'Alpha per year', quantity: 'percent' },
  { key: 'alphaTStat', label: 't of alpha', quantity: 'tStatistic' },
  { key: 'alphaPValue', label: 'p-value', quantity: 'pValue' },
  { key: 'rSquared', label: 'R\u00b2', quantity: 'share' },
  { key: 'observations', label: 'Sessions', quantity: 'count' },
  { key: 'reason', label: 'Missing because', quantity: 'text' },
] as const;

/** The factors of a run beside each other. */
export function comparePage({ announce, markSynthetic }: Layout): Page<Compare> {
  const about = h('div', { class: 'about' });
  const correlations = createFigure('correlations');
  const premia = createFigure('premia');
  const spanning = h('div', { class: 'panel' });
  return {
    title: 'Compare factors',
    content: [
      about,
      h('div', { class: 'charts' }, correlations.element, premia.element),
      h('section', {}, h('h2', {}, 'What a factor adds to the others'), spanning),
    ],
    load: (state, get) => get<Compare>(`/api/v1/compare${queryOf(pick(state, 'run', 'start', 'end'))}`),
    show(data, state) {
      const { run } = data;
      markSynthetic(run.synthetic);
      about.replaceChildren(
        h(
          'p',
          {},
          ...runLine(run, state['run'] === undefined),
          `${data.factors.length} factors share ${data.sessions} sessions.`,
        ),
        ...runNotes(run),
      );
      const window = pick(state, 'run', 'start', 'end');
      for (const [figure, build] of [
        [correlations, correlationMap],
        [premia, premiaOverlay],
      ] as const) {
        figure.draw(
          (context) => build(data, context),
          run.synthetic,
          `/api/v1/charts/${figure.element.id}${queryOf(window)}`,
        );
      }
      spanning.replaceChildren(
        h(
          'p',
          {},
          'Spanning regression of each factor return on all the others: alpha is what it earns beyond them, times 252; t with Newey-West.',
        ),
        dataTable(
          { columns, rows: data.spanning.map((row) => ({ ...row, reason: row.reason ?? '-' })) },
          'Spanning regressions',
        ),
        h(
          'p',
          { class: 'downloads' },
          h(
            'a',
            { href: `/api/v1/compare${queryOf({ ...window, format: 'csv' })}`, download: '' },
            'Download correlations as CSV',
          ),
        ),
      );
      announce(`${data.factors.length} factors compared`);
    },
  };
}
